package dev.rung.bench.local;

import dev.rung.bench.ChildProcess;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * Questions: does a daemon that answers with a model in its own process stay as large as it is,
 * while callers come, leave, run out of time and read slowly; and are all texts those that are
 * generated alone?
 */
public final class LocalSoak {
  public static final String USAGE = SoakOptions.USAGE;
  private static final int PROMPTS = 64;
  private static final Duration PERIOD = Duration.ofSeconds(30);
  private static final double MB = 1e6;

  /** All of it in use from the start, so that what grows is not the heap. */
  private static final String FIXED_HEAP = "-Xms192m -Xmx192m -Xmn64m -XX:+AlwaysPreTouch";

  private final SoakOptions options;
  private final ChildProcess daemon;
  private final Consumer<String> out;
  private final SoakTally tally = new SoakTally();
  private final List<Vitals> samples = new ArrayList<>();

  private LocalSoak(SoakOptions options, ChildProcess daemon, Consumer<String> out) {
    this.options = options;
    this.daemon = daemon;
    this.out = out;
  }

  /** How it ended. */
  public enum End {
    FLAT,
    NOT_FLAT,
    WRONG_USAGE
  }

  /**
   * Runs for as long as the arguments say, and prints.
   *
   * @param project folder of the repository
   */
  public static End run(List<String> arguments, Path project, Consumer<String> out)
      throws IOException, InterruptedException {
    SoakOptions options;
    try {
      options = SoakOptions.parse(arguments);
    } catch (IllegalArgumentException e) {
      out.accept(e.getMessage());
      out.accept("usage: " + USAGE);
      return End.WRONG_USAGE;
    }
    try (ChildProcess daemon = ChildProcess.daemon(configuration(project), FIXED_HEAP)) {
      return new LocalSoak(options, daemon, out).run() ? End.FLAT : End.NOT_FLAT;
    }
  }

  private static String configuration(Path project) {
    return """
    [log]
    level = "warn"

    [routing]
    offline = "strict"

    [local]
    load = "lazy"
    cache_bytes = 33554432

    [[models.tier1]]
    name = "%s"
    provider = "local"
    path = "%s"
    """
        .formatted(
            SoakCall.MODEL, project.toAbsolutePath().resolve(Path.of("models", "rung-tiny")));
  }

  private boolean run() throws IOException, InterruptedException {
    Map<String, String> alone = alone();
    AtomicBoolean stop = new AtomicBoolean();
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < options.callers(); i++) {
      SoakCaller caller = new SoakCaller(daemon.port(), alone, tally, stop, options.seed() + i + 1);
      callers.add(Thread.ofPlatform().name("caller " + i).start(caller));
    }
    try {
      sample();
    } finally {
      stop.set(true);
      for (Thread caller : callers) {
        caller.join();
      }
    }
    return verdict();
  }

  /** Every prompt with its answer, one at a time. */
  private Map<String, String> alone() {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", daemon.port()).usePlaintext().build();
    try {
      Map<String, String> texts = new LinkedHashMap<>();
      for (String prompt : SoakPrompts.drawn(PROMPTS, options.seed())) {
        SoakCall.Heard heard = SoakCall.whole(prompt).over(channel);
        if (!heard.isWhole()) {
          throw new IllegalStateException("no whole answer alone: " + heard.error());
        }
        texts.put(prompt, heard.text());
      }
      return texts;
    } finally {
      channel.shutdownNow();
    }
  }

  private void sample() throws IOException, InterruptedException {
    long start = System.nanoTime();
    out.accept("  after      calls   live heap   anonymous memory   threads   descriptors");
    Duration past = Duration.ZERO;
    while (past.compareTo(options.length()) < 0) {
      Thread.sleep(PERIOD);
      past = Duration.ofNanos(System.nanoTime() - start);
      Vitals now = Vitals.of(daemon.pid());
      samples.add(now);
      out.accept(
          String.format(
              Locale.ROOT,
              "%5d s %10d %8.1f MB %15.1f MB %9.0f %13.0f",
              past.toSeconds(),
              tally.calls(),
              now.heap() / MB,
              now.anonymous() / MB,
              now.threads(),
              now.files()));
    }
  }

  private boolean verdict() {
    tally.ends().forEach((how, count) -> out.accept(count + " x " + how));
    boolean flat = true;
    flat &= flat(new Flatness("live heap, MB", MB, 0.05, 2 * MB), Vitals::heap);
    flat &= flat(new Flatness("anonymous memory, MB", MB, 0.03, 16 * MB), Vitals::anonymous);
    flat &= flat(new Flatness("threads", 1, 0, 4), Vitals::threads);
    flat &= flat(new Flatness("descriptors", 1, 0, 8), Vitals::files);
    out.accept(tally.fault().map(what -> "WRONG: " + what).orElse("all texts as alone"));
    return flat && tally.fault().isEmpty();
  }

  private boolean flat(Flatness flatness, ToDoubleFunction<Vitals> figure) {
    Flatness.Verdict verdict = flatness.of(samples.stream().map(figure::applyAsDouble).toList());
    out.accept(verdict.text());
    return verdict.flat();
  }
}
