package dev.rung.server.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.v1.Checkpoint;
import dev.rung.v1.ListModelsResponse;
import dev.rung.v1.Model;
import dev.rung.v1.Tier;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What `models list` prints. */
class ModelsReportTest {
  private final ScriptedDaemon daemon = new ScriptedDaemon();
  private final CommandLineUser user =
      new CommandLineUser((file, environment) -> daemon)
          .variable("RUNG_SERVER_GRPC_ADDRESS", daemon.address())
          .variable("RUNG_SERVER_ADMIN_ADDRESS", daemon.address());

  @AfterEach
  void close() {
    daemon.close();
  }

  @Test
  void listsCheckpointsInEveryState() {
    daemon.models =
        ListModelsResponse.newBuilder()
            .addCheckpoints(checkpoint("absent", Checkpoint.State.ABSENT).setDownloadBytes(5))
            .addCheckpoints(checkpoint("part", Checkpoint.State.PARTIAL).setPercent(28))
            .addCheckpoints(
                checkpoint("ready", Checkpoint.State.READY)
                    .setHubId("acme/ready")
                    .setBytesOnDisk(5_600_000_000L)
                    .putMemoryBytes("f32", 11_118_000_000L)
                    .putMemoryBytes("int8", 2_900_000_000L))
            .addCheckpoints(
                checkpoint("bad", Checkpoint.State.DAMAGED).setDetail("config.json is missing"))
            .addCheckpoints(
                checkpoint("odd", Checkpoint.State.UNSUPPORTED).setDetail("no such architecture"))
            .build();

    user.types("models", "list");

    assertThat(user.out().lines().skip(2).map(line -> line.replaceAll(" {2,}", " | ")))
        .containsExactly(
            "CHECKPOINT | HUB ID | DOWNLOAD | ON DISK | MEMORY IN f32 / bf16 / int8 | STATE",
            "absent | - | 5 B | - | - / - / - | not here: rung models pull absent",
            "part | - | - | - | - / - / - | 28 % here: rung models pull goes on",
            "ready | acme/ready | - | 5.6 GB | 11.1 GB / - / 2.9 GB | ready",
            "bad | - | - | - | - / - / - | damaged: config.json is missing",
            "odd | - | - | - | - / - / - | not supported: no such architecture");
  }

  private static Checkpoint.Builder checkpoint(String name, Checkpoint.State state) {
    return Checkpoint.newBuilder().setName(name).setState(state);
  }

  @Test
  void listsModelsWithWhatIsMissing() {
    daemon.models =
        ListModelsResponse.newBuilder()
            .addModels(
                Model.newBuilder()
                    .setName("mistral-7b")
                    .setTier(Tier.TIER_2_SMALL)
                    .setProvider("together")
                    .setInputCostPerMillionUsd(0.2)
                    .setOutputCostPerMillionUsd(0.25)
                    .setContextWindow(32768)
                    .addAllAliases(List.of("mistral", "m7"))
                    .setOrigin("configuration")
                    .setReady(true))
            .addModels(
                Model.newBuilder()
                    .setName("gpt-4o")
                    .setTier(Tier.TIER_4_LARGE)
                    .setProvider("openai")
                    .setContextWindow(128000)
                    .setOrigin("environment")
                    .setNotReadyReason("set OPENAI_API_KEY"))
            .build();

    user.types("models", "list");

    assertThat(user.out())
        .isEqualTo(
            """
            MODEL       TIER    PROVIDER   $/M IN  $/M OUT  WINDOW  ALIASES      FROM           READY
            mistral-7b  tier 2  together      0.2     0.25   32768  mistral, m7  configuration  yes
            gpt-4o      tier 4  openai    unknown  unknown  128000               environment    no: set OPENAI_API_KEY
            """);
  }
}
