package dev.rung.server.scripted;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a provider does that speaks every dialect, told apart by the path: answers, lists its one
 * model, calls the first tool that it is offered, and fails a share of its requests.
 *
 * <p>A prompt with "fault:NAME" fails in that way whatever the share is. A request that brings the
 * result of a tool is answered with text. Safe for several threads.
 */
public final class Behaviour implements Reply {
  private static final Pattern WANTED = Pattern.compile("fault:([A-Z0-9_]+)");
  private static final Pattern TOOL =
      Pattern.compile("\"tools\"\\s*:.*?\"name\"\\s*:\\s*\"([^\"]+)\"", Pattern.DOTALL);
  private static final Pattern TOOL_RESULT =
      Pattern.compile(
          "\"role\"\\s*:\\s*\"tool\"|\"tool_result\"|\"functionResponse\"|\"function_call_output\"");
  private static final String ARGUMENTS = "{\"city\":\"Oslo\"}";

  private final Answer answer;
  private final Failing failing;
  private final Random random;
  private final Consumer<String> log;

  /**
   * The text that it answers with.
   *
   * @param pieces in which it is streamed, one token each
   * @param before what it waits before anything
   * @param between what it waits before each piece
   */
  public record Answer(List<String> pieces, Duration before, Duration between) {
    public Answer {
      pieces = List.copyOf(pieces);
    }
  }

  /**
   * How it fails by itself.
   *
   * @param faults one of them by chance
   * @param share of the requests, 0 to 1
   * @param seed of the chance
   */
  public record Failing(List<Fault> faults, double share, long seed) {
    /** Never. */
    public static final Failing NEVER = new Failing(List.of(), 0, 0);

    public Failing {
      faults = List.copyOf(faults);
      if (!(share >= 0 && share <= 1)) {
        throw new IllegalArgumentException("share must be from 0 to 1, not " + share);
      }
    }
  }

  /** One whose log gets a line for each request, without its text and its key. */
  public Behaviour(Answer answer, Failing failing, Consumer<String> log) {
    this.answer = answer;
    this.failing = failing;
    this.random = new Random(failing.seed());
    this.log = log;
  }

  @Override
  public void answer(Exchange exchange) throws IOException, InterruptedException {
    ReceivedRequest request = exchange.request();
    Optional<Dialect> dialect = Dialect.of(request.path());
    if (dialect.isEmpty()) {
      log(request, "listing");
      Listings.of(request.path()).answer(exchange);
      return;
    }
    Optional<Fault> fault = fault(request, dialect.get());
    log(request, dialect.get() + " " + fault.map(Fault::name).orElse("answer"));
    exchange.pause(answer.before());
    reply(request, dialect.get(), fault).answer(exchange);
  }

  private Reply reply(ReceivedRequest request, Dialect dialect, Optional<Fault> fault) {
    String[] pieces = answer.pieces().toArray(String[]::new);
    if (fault.isPresent()) {
      // A stream breaks in its middle.
      int sent = fault.get().inStream() ? (pieces.length + 1) / 2 : pieces.length;
      return fault.get().of(dialect, Arrays.copyOf(pieces, sent));
    }
    Matcher tool = TOOL.matcher(request.body());
    return dialect.hasTools() && tool.find() && !TOOL_RESULT.matcher(request.body()).find()
        ? dialect.call(tool.group(1), ARGUMENTS)
        : dialect.answer(answer.between(), pieces);
  }

  private Optional<Fault> fault(ReceivedRequest request, Dialect dialect) {
    Matcher wanted = WANTED.matcher(request.body());
    Optional<Fault> fault = wanted.find() ? Fault.named(wanted.group(1)) : byChance();
    return fault.filter(found -> !found.inStream() || dialect.streams(request));
  }

  private Optional<Fault> byChance() {
    synchronized (random) {
      return !failing.faults().isEmpty() && random.nextDouble() < failing.share()
          ? Optional.of(failing.faults().get(random.nextInt(failing.faults().size())))
          : Optional.empty();
    }
  }

  private void log(ReceivedRequest request, String what) {
    // The path of some dialects carries a query, and with it perhaps a key.
    String path = request.path().replaceFirst("\\?.*", "");
    log.accept(request.method() + " " + path + ": " + what);
  }
}
