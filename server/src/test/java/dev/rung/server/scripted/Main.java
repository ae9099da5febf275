package dev.rung.server.scripted;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a scripted provider by hand, until it is killed: {@code clients/provider}. */
@Command(
    name = "clients/provider",
    mixinStandardHelpOptions = true,
    description = {
      "A provider on loopback that speaks OpenAI's, Anthropic's, Gemini's, Ollama's and Replicate's"
          + " dialects, all on one port, and fails as it is told.",
      "A prompt with fault:NAME fails in that way."
    })
public final class Main implements Callable<Integer> {
  @Option(
      names = "--port",
      defaultValue = "9000",
      description = "0 for a free one (${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--fault",
      split = ",",
      paramLabel = "NAME",
      description = "fail in one of these ways by chance: ${COMPLETION-CANDIDATES}")
  private List<Fault> faults = new ArrayList<>();

  @Option(names = "--every-fault", description = "as --fault with every name that passes again")
  private boolean everyFault;

  @Option(
      names = "--share",
      defaultValue = "1",
      description = "of the requests that fail, 0 to 1 (${DEFAULT-VALUE})")
  private double share;

  @Option(names = "--seed", defaultValue = "1", description = "of the chance (${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--text",
      defaultValue = "one two three",
      description = "the answer, streamed word by word (${DEFAULT-VALUE})")
  private String text = "";

  @Option(
      names = "--first-ms",
      defaultValue = "0",
      description = "milliseconds before anything is answered (${DEFAULT-VALUE})")
  private int first;

  @Option(
      names = "--between-ms",
      defaultValue = "0",
      description = "milliseconds before each word (${DEFAULT-VALUE})")
  private int between;

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    List<Fault> wanted = everyFault ? List.copyOf(Fault.passing()) : faults;
    Behaviour behaviour =
        new Behaviour(
            new Behaviour.Answer(words(), Duration.ofMillis(first), Duration.ofMillis(between)),
            new Behaviour.Failing(wanted, share, seed),
            System.out::println);
    try (ScriptedProvider provider = ScriptedProvider.forgetful(port)) {
      provider.otherwise(behaviour);
      System.out.println("listening at " + provider.rootUrl());
      Thread.currentThread().join();
    } catch (UncheckedIOException e) {
      System.err.println("cannot listen at port " + port + ": " + e.getMessage());
      return 1;
    }
    return 0;
  }

  /** Each with the space behind it. */
  private List<String> words() {
    return Arrays.asList(text.split("(?<= )"));
  }
}
