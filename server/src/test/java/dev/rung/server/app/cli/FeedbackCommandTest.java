package dev.rung.server.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.v1.FeedbackRecord;
import dev.rung.v1.FeedbackRequest;
import dev.rung.v1.FeedbackResponse;
import dev.rung.v1.Tier;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedbackCommandTest {
  private final ScriptedDaemon daemon = new ScriptedDaemon();
  private final CommandLineUser user =
      new CommandLineUser((file, environment) -> daemon)
          .variable("RUNG_SERVER_GRPC_ADDRESS", daemon.address())
          .variable("RUNG_SERVER_ADMIN_ADDRESS", daemon.address());

  @TempDir private Path folder;

  @AfterEach
  void close() {
    daemon.close();
  }

  static Stream<Arguments> verdicts() {
    return Stream.of(
        Arguments.of("--good", said().setThumbsUp(true)),
        Arguments.of("--bad", said().setThumbsUp(false)),
        Arguments.of("--rating 0.25", said().setRating(0.25)),
        Arguments.of("--score 7.5", said().setQualityScore(7.5)),
        Arguments.of("--compiled yes", said().setCompiled(true)),
        Arguments.of(
            "--compiled no --comment short", said().setCompiled(false).setComment("short")));
  }

  private static FeedbackRequest.Builder said() {
    return FeedbackRequest.newBuilder().setId("a1");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("verdicts")
  void sendsTheVerdictThatWasTyped(String options, FeedbackRequest.Builder verdict) {
    int code = user.types(("feedback a1 " + options).split(" ", -1));

    assertThat(code).isZero();
    assertThat(daemon.verdicts).containsExactly(verdict.build());
  }

  @Test
  void tellsWhoHadAnsweredAndHowItStands() {
    daemon.judged =
        FeedbackResponse.newBuilder()
            .setModel("mistral")
            .setTier(Tier.TIER_2_SMALL)
            .setCostNanos(21_000)
            .setQuality(0.71249)
            .setRepeated(true)
            .build();

    user.types("feedback", "a1", "--good");

    assertThat(user.out())
        .isEqualTo(
            "mistral answered (tier 2, $0.000021); its quality is now 0.712 (said before)\n");
  }

  @Test
  void saysThatATemplateAnswered() {
    daemon.judged = FeedbackResponse.newBuilder().setTier(Tier.TIER_0_TEMPLATE).build();

    user.types("feedback", "a1", "--bad");

    assertThat(user.out()).isEqualTo("no model answered (tier 0, $0)\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "feedback",
        "feedback a1",
        "feedback --good",
        "feedback a1 --good --bad",
        "feedback a1 --compiled maybe",
        "feedback a1 --rating good",
        "feedback export",
      })
  void refusesWhatIsNoVerdict(String command) {
    assertThat(user.types(command.split(" ", -1))).isEqualTo(ExitCode.USAGE);
    assertThat(user.err()).startsWith("rung: ");
    assertThat(daemon.verdicts).isEmpty();
  }

  @Test
  void exportsALineForEachVerdict() throws IOException {
    daemon.exported =
        List.of(
            FeedbackRecord.newBuilder().setId("a1").setVerdict("rating").setValue(0.5).build(),
            FeedbackRecord.newBuilder().setId("a2").setComment("two\nlines").build());
    Path file = folder.resolve("out.jsonl");

    int code = user.types("feedback", "export", file.toString());

    assertThat(code).isZero();
    assertThat(Files.readAllLines(file))
        .hasSize(2)
        .first()
        .asString()
        .startsWith("{\"id\":\"a1\",\"tenant\":\"\",\"verdict\":\"rating\",\"value\":0.5,");
    assertThat(user.err()).contains("2 verdicts in " + file);
  }

  @Test
  void leavesAnEarlierExportWhereTheDaemonRefuses() throws IOException {
    daemon.failure = Optional.of(Status.PERMISSION_DENIED.asRuntimeException());
    Path file = Files.writeString(folder.resolve("out.jsonl"), "earlier\n");

    int code = user.types("feedback", "export", file.toString());

    assertThat(code).isEqualTo(ExitCode.FAILED);
    assertThat(Files.readString(file)).isEqualTo("earlier\n");
  }
}
