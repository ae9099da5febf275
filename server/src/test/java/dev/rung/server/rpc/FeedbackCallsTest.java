package dev.rung.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Tier;
import dev.rung.server.record.Recorded;
import dev.rung.v1.ExportFeedbackRequest;
import dev.rung.v1.FeedbackRecord;
import dev.rung.v1.FeedbackRequest;
import dev.rung.v1.FeedbackResponse;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Feedback and its export as a client sees them. */
final class FeedbackCallsTest {
  private final Rig rig = new Rig();

  @BeforeEach
  void anAnswer() {
    rig.feedback.record(answer("a1").cost(new Money(21)).tokens(9, 0, 2).done());
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void saysWhoHadAnsweredAndHowItStandsNow() {
    FeedbackResponse response = send(verdict("a1").setQualityScore(4).build());

    assertThat(response.getModel()).isEqualTo("mistral");
    assertThat(response.getTier()).isEqualTo(dev.rung.v1.Tier.TIER_2_SMALL);
    assertThat(response.getCostNanos()).isEqualTo(21);
    assertThat(response.getRepeated()).isFalse();
    // It is configured with 0.7, which counts as five verdicts.
    assertThat(response.getQuality()).isCloseTo((5 * 0.7 + 0.4) / 6, within(1e-12));
  }

  @Test
  void sayingTheSameTwiceChangesNothing() {
    FeedbackResponse first = send(verdict("a1").setThumbsUp(true).build());
    FeedbackResponse again = send(verdict("a1").setThumbsUp(true).build());

    assertThat(again).isEqualTo(first.toBuilder().setRepeated(true).build());
  }

  static Stream<Arguments> wrongVerdicts() {
    return Stream.of(
        wrong(List.of("id"), verdict -> verdict.setId(" ")),
        wrong(List.of("id"), verdict -> verdict.setId("x".repeat(257))),
        wrong(List.of("id"), verdict -> verdict.setId("a1\u0000")),
        wrong(List.of("verdict"), FeedbackRequest.Builder::clearVerdict),
        wrong(List.of("rating"), verdict -> verdict.setRating(-0.01)),
        wrong(List.of("rating"), verdict -> verdict.setRating(1.01)),
        wrong(List.of("rating"), verdict -> verdict.setRating(Double.NaN)),
        wrong(List.of("rating"), verdict -> verdict.setRating(Double.POSITIVE_INFINITY)),
        wrong(List.of("quality_score"), verdict -> verdict.setQualityScore(10.5)),
        wrong(List.of("quality_score"), verdict -> verdict.setQualityScore(Double.NaN)),
        wrong(List.of("comment"), verdict -> verdict.setComment("x".repeat(4_097))),
        wrong(List.of("comment"), verdict -> verdict.setComment("a\u0000b")),
        wrong(List.of("id", "rating"), verdict -> verdict.setId("").setRating(2)));
  }

  private static Arguments wrong(List<String> fields, Consumer<FeedbackRequest.Builder> change) {
    return Arguments.of(fields, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongVerdicts")
  void namesEveryFieldThatIsWrong(List<String> fields, Consumer<FeedbackRequest.Builder> change) {
    FeedbackRequest.Builder verdict = verdict("a1").setThumbsUp(true);
    change.accept(verdict);

    StatusRuntimeException error = Errors.of(() -> send(verdict.build()));

    assertThat(Errors.code(error)).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(Errors.fields(error)).isEqualTo(fields);
    assertThat(exported("")).isEmpty();
  }

  @Test
  void hostileTextIsKeptAsItIs() {
    String comment = "'; DROP TABLE verdict; -- \uD83D\uDE00 " + "ü".repeat(4_000);

    send(verdict("a1").setThumbsUp(false).setComment(comment).build());
    StatusRuntimeException error =
        Errors.of(() -> send(verdict("' OR '1'='1").setThumbsUp(true).build()));

    assertThat(exported("")).extracting(FeedbackRecord::getComment).containsExactly(comment);
    assertThat(Errors.code(error)).isEqualTo(Code.NOT_FOUND);
  }

  @Test
  void anIdThatIsNotRememberedSaysHowLongIdsAre() {
    StatusRuntimeException error =
        Errors.of(() -> send(verdict("never").setThumbsUp(true).build()));

    assertThat(Errors.code(error)).isEqualTo(Code.NOT_FOUND);
    assertThat(Errors.info(error).getReason()).isEqualTo("UNKNOWN_ANSWER");
    assertThat(error.getStatus().getDescription()).contains("30 days");
  }

  @Test
  void aStoreThatIsClosedIsToldOf() {
    rig.store.close();

    StatusRuntimeException error = Errors.of(() -> send(verdict("a1").setThumbsUp(true).build()));

    assertThat(Errors.code(error)).isEqualTo(Code.UNAVAILABLE);
    assertThat(Errors.info(error).getReason()).isEqualTo("STATE_UNAVAILABLE");
  }

  @Test
  void exportsEveryVerdictBesideItsAnswer() {
    rig.feedback.record(Recorded.byTemplate().id("t1").tenant("default").at(Instant.now()).done());
    send(verdict("a1").setCompiled(true).setComment("built").build());
    send(verdict("a1").setRating(0.5).build());
    send(verdict("t1").setThumbsUp(false).build());

    List<FeedbackRecord> all = exported("");

    assertThat(all)
        .extracting(FeedbackRecord::getId, FeedbackRecord::getVerdict, FeedbackRecord::getValue)
        .containsExactly(
            tuple("a1", "compiled", 1.0), tuple("a1", "rating", 0.5), tuple("t1", "thumbs", 0.0));
    FeedbackRecord first = all.getFirst();
    assertThat(first.getModel()).isEqualTo("mistral");
    assertThat(first.getComment()).isEqualTo("built");
    assertThat(first.getCostNanos()).isEqualTo(21);
    assertThat(first.getOutputTokens()).isEqualTo(2);
    assertThat(first.getStrategy()).isEqualTo("balanced");
    assertThat(all.getLast().getModel()).isEmpty();
    assertThat(all.getLast().getStrategy()).isEmpty();
    assertThat(exported("default")).isEqualTo(all);
    assertThat(exported("other")).isEmpty();
  }

  @Test
  void exportsMoreThanAPage() {
    for (int i = 0; i < 1_201; i++) {
      rig.feedback.record(answer("b" + i).done());
      send(verdict("b" + i).setThumbsUp(true).build());
    }

    assertThat(exported(""))
        .extracting(FeedbackRecord::getId)
        .doesNotHaveDuplicates()
        .hasSize(1_201);
  }

  private List<FeedbackRecord> exported(String tenant) {
    return ImmutableList.copyOf(
        rig.admin().exportFeedback(ExportFeedbackRequest.newBuilder().setTenant(tenant).build()));
  }

  private FeedbackResponse send(FeedbackRequest verdict) {
    return rig.router().feedback(verdict);
  }

  private static FeedbackRequest.Builder verdict(String id) {
    return FeedbackRequest.newBuilder().setId(id);
  }

  private static Recorded answer(String id) {
    return Recorded.by("mistral", Tier.SMALL).id(id).at(Instant.now());
  }
}
