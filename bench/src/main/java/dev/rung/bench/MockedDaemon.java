package dev.rung.bench;

import dev.rung.v1.GenerateRequest;
import java.util.List;

/** A daemon with one model at a mock provider, and the request that goes there. */
final class MockedDaemon implements AutoCloseable {
  private final ChildProcess mock;
  private final ChildProcess daemon;

  MockedDaemon() {
    this("openai");
  }

  /**
   * Starts both.
   *
   * @param kind of provider that is mocked: "openai" or "anthropic", of which only whole answers
   */
  MockedDaemon(String kind) {
    this(kind, "");
  }

  /** The same with these tables beside its own. */
  MockedDaemon(String kind, String tables) {
    mock = ChildProcess.java(MockProvider.class, List.of(kind), "-Xmx256m");
    daemon = ChildProcess.daemon(tables + configuration(kind, mock.port()));
  }

  ChildProcess mock() {
    return mock;
  }

  ChildProcess daemon() {
    return daemon;
  }

  static String configuration(String kind, int providerPort) {
    return """
    [log]
    level = "warn"

    [providers.mock]
    kind = "%s"
    base_url = "http://127.0.0.1:%d/v1"
    api_key_env = "BENCH_KEY"

    [[models.tier2]]
    name = "mock"
    provider = "mock"
    input_cost_per_million = 0.1
    output_cost_per_million = 0.2
    context_window = 8192
    max_tokens = 1024
    """
        .formatted(kind, providerPort);
  }

  static GenerateRequest request() {
    return GenerateRequest.newBuilder()
        .setPrompt(
            "Write a function that takes a list of intervals and returns the list with all "
                + "overlapping ones merged, sorted by their beginnings.")
        .setMaxTokens(64)
        .build();
  }

  @Override
  public void close() throws InterruptedException {
    daemon.close();
    mock.close();
  }
}
