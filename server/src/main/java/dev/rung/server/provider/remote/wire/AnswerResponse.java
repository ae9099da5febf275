package dev.rung.server.provider.remote.wire;

import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.provider.ProviderException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * Reads one response of status 200 into an answer: in one piece or as server-sent events. What came
 * counts, not what was asked for, since an error may come as JSON in place of a stream. One thread.
 */
public final class AnswerResponse {
  private static final int MAX_EVENT_BYTES = 8 * 1024 * 1024;
  private static final String MALFORMED = "sent JSON that is malformed";
  private static final String EVENT_STREAM = "text/event-stream";
  private static final List<String> IN_ONE_PIECE = List.of("json", "html");

  private final HttpExchange exchange;
  private final Answer answer;
  private final Failures failures;

  /** What a dialect makes of the pieces. */
  public interface Answer {

    /**
     * Takes the data of one event, which is never empty.
     *
     * @return whether it marks the end of the response
     * @throws IOException when it is not the JSON that it should be
     */
    boolean event(Slice data)
        throws IOException, ProviderException, CallerGoneException, InterruptedException;

    /**
     * Takes a response in one piece, which is never empty.
     *
     * @throws IOException when it is not the JSON that it should be
     */
    void whole(Slice body)
        throws IOException, ProviderException, CallerGoneException, InterruptedException;

    /** Whether the provider said that the answer is whole, so that a lost end does no harm. */
    boolean finished();

    /** The failure, with what the provider counted until then. */
    ProviderException withUsage(ProviderException failure);
  }

  public AnswerResponse(HttpExchange exchange, Answer answer, Failures failures) {
    this.exchange = exchange;
    this.answer = answer;
    this.failures = failures;
  }

  /**
   * Hands everything to the answer as it comes.
   *
   * @param streamAsked what the response is taken for where its head says neither; some servers
   *     send events as plain text
   * @return whether its end was marked; a response in one piece marks its own
   */
  public boolean read(boolean streamAsked)
      throws ProviderException, CallerGoneException, InterruptedException {
    String type = exchange.header("content-type").orElse("").toLowerCase(Locale.ROOT);
    boolean events =
        type.startsWith(EVENT_STREAM)
            || (streamAsked && IN_ONE_PIECE.stream().noneMatch(type::contains));
    try {
      return events ? stream() : whole();
    } catch (IOException malformed) {
      throw answer.withUsage(failures.bad(MALFORMED));
    }
  }

  private boolean stream()
      throws IOException, ProviderException, CallerGoneException, InterruptedException {
    SseReader events = new SseReader(exchange, MAX_EVENT_BYTES);
    while (next(events)) {
      if (!events.data().isEmpty() && answer.event(events.data())) {
        exchange.finish();
        return true;
      }
    }
    return false;
  }

  /** What breaks after the provider said that it is done does not make the answer worse. */
  private boolean next(SseReader events) throws ProviderException, InterruptedException {
    try {
      return events.next();
    } catch (ProviderException broken) {
      if (answer.finished()) {
        return false;
      }
      throw answer.withUsage(broken);
    }
  }

  private boolean whole() throws ProviderException, CallerGoneException, InterruptedException {
    Slice body = body();
    switch (body.firstByte()) {
      case 0 -> throw failures.bad("sent an empty response");
      case '<' -> throw failures.bad("sent an HTML page in place of an answer");
      default -> {}
    }
    try {
      answer.whole(body);
    } catch (IOException malformed) {
      throw answer.withUsage(failures.bad(MALFORMED)).withUnread(exchange.size());
    }
    return true;
  }

  /** What broke on its way was made all the same. */
  private Slice body() throws ProviderException, InterruptedException {
    try {
      return exchange.readAll(HttpExchange.WHOLE);
    } catch (ProviderException broken) {
      throw broken.withUnread(exchange.size());
    }
  }
}
