package dev.rung.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.clients.NetworkTrace.Use;
import dev.rung.clients.Program.Finished;
import dev.rung.server.scripted.Replies;
import dev.rung.server.scripted.ScriptedProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promise to stay offline, watched from outside: strace notes every address that the daemon
 * connects or sends to.
 */
class OfflineTest {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final String OLLAMAS_MODEL = "llama3.2:3b";

  @TempDir Path folder;

  private final ScriptedProvider ollama =
      ScriptedProvider.start()
          .at("/api/tags", Replies.ollamaTags(OLLAMAS_MODEL))
          .otherwise(Replies.ollama("from ", "Ollama"));

  private final ScriptedProvider remote =
      ScriptedProvider.start().otherwise(Replies.openAi("from the remote model"));

  @AfterEach
  void close() {
    ollama.close();
    remote.close();
  }

  @Test
  void onlineTheTraceShowsTheProvider() throws Exception {
    Watched watched = watch("no", remote.baseUrl().toString());

    assertThat(watched.model.out()).isEqualTo("from the remote model\n");
    assertThat(watched.uses)
        .as("the trace must be able to show a connection, or the other tests prove nothing")
        .anyMatch(use -> use.call().equals("connect") && use.port() == remote.rootUrl().getPort());
  }

  @Test
  void offlineItReachesLoopbackOnly() throws Exception {
    Watched watched = watch("yes", "https://api.openai.com/v1");

    assertThat(watched.template.out()).isEqualTo("37.5\n");
    assertThat(watched.model.out()).as(watched.model.err()).isEqualTo("from Ollama\n");
    assertThat(watched.uses)
        .anyMatch(use -> use.call().equals("connect") && use.port() == ollama.rootUrl().getPort())
        .allMatch(Use::stays);
  }

  @Test
  void strictlyOfflineItReachesNothing() throws Exception {
    Watched watched = watch("strict", "https://api.openai.com/v1");

    assertThat(watched.template.out()).isEqualTo("37.5\n");
    assertThat(watched.model.code()).isEqualTo(1);
    assertThat(watched.model.err()).contains("offline");
    // The C library may ask this machine's name service who the user is, and the kernel for routes.
    assertThat(watched.uses).extracting(Use::family).isSubsetOf("AF_UNIX", "AF_NETLINK");
    assertThat(ollama.requests()).isEmpty();
  }

  /** What was answered by a template and by a model, and what the daemon sent to meanwhile. */
  private record Watched(Finished template, Finished model, List<Use> uses) {}

  private Watched watch(String offline, String remoteUrl) throws Exception {
    Path trace = folder.resolve("trace");
    Map<String, String> environment =
        Map.of(
            "OPENAI_API_KEY", "k",
            "ANTHROPIC_API_KEY", "k",
            "OLLAMA_HOST", ollama.rootUrl().toString());
    try (PackagedDaemon daemon =
        PackagedDaemon.start(
            folder, configuration(offline, remoteUrl), environment, NetworkTrace.tracer(trace))) {
      if (!offline.equals("strict")) {
        Models.awaitListed(daemon.environment(), OLLAMAS_MODEL, LIMIT);
      }
      Finished template = generate(daemon, "What is 12.5 * 3?");
      Finished model = generate(daemon, "--no-templates", "Design a scheduler.");
      assertThat(daemon.stop().code()).as(daemon.output()).isZero();
      return new Watched(template, model, NetworkTrace.read(trace));
    }
  }

  private String configuration(String offline, String remoteUrl) {
    return """
    [routing]
    offline = "%s"

    [discovery]
    enabled = true

    [providers.openai]
    base_url = "%s"
    api_key_env = "OPENAI_API_KEY"

    [[models.tier4]]
    name = "remote-model"
    provider = "openai"
    input_cost_per_million = 1
    output_cost_per_million = 2
    """
        .formatted(offline, remoteUrl);
  }

  private Finished generate(PackagedDaemon daemon, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(launcher(), "generate"));
    command.addAll(List.of(arguments));
    try (Program program = Program.start(folder, daemon.environment(), command)) {
      return program.finish(LIMIT);
    }
  }

  private static String launcher() {
    return PackagedDaemon.root().resolve("rung").toString();
  }
}
