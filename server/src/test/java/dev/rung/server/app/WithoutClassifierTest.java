package dev.rung.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.v1.GenerateRequest;
import dev.rung.v1.RoutingDecision;
import dev.rung.v1.StatsRequest;
import dev.rung.v1.StatsResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A daemon whose trained classifier cannot be used serves by rules, and says how often. */
@Timeout(600)
class WithoutClassifierTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"missing", "damaged", "of other features"})
  void servesByRulesAndCountsIt(String what) throws Exception {
    Path model = folder.resolve("own.onnx");
    switch (what) {
      case "damaged" -> Files.write(model, new byte[] {1, 2, 3});
      case "of other features" ->
          Files.write(
              model, TrainedClassifiersTest.withOtherFeatures(TrainedClassifiersTest.shipped()));
      default -> assertThat(model).doesNotExist();
    }

    try (RunningDaemon daemon =
        RunningDaemon.with("[classify]\nmodel = \"%s\"\n".formatted(model))) {
      RoutingDecision decision =
          daemon
              .router()
              .route(GenerateRequest.newBuilder().setPrompt("Rename foo to bar.").build());
      StatsResponse stats = daemon.router().stats(StatsRequest.getDefaultInstance());

      assertThat(decision.getTierProbabilitiesList()).isEmpty();
      assertThat(decision.getSignals(0).getName()).isEqualTo("renaming");
      assertThat(stats.getClassifierLoadFailures()).isEqualTo(1);
      assertThat(stats.getRoutingErrors()).isZero();
    }
  }
}
