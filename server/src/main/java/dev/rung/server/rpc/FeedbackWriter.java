package dev.rung.server.rpc;

import dev.rung.server.feedback.Remembered;
import dev.rung.v1.FeedbackRecord;
import dev.rung.v1.FinishReason;

/** A verdict and its answer as the contract spells them. */
final class FeedbackWriter {
  private FeedbackWriter() {}

  static FeedbackRecord write(Remembered one) {
    FeedbackRecord.Builder out =
        FeedbackRecord.newBuilder()
            .setId(one.id())
            .setTenant(one.tenant())
            .setAnsweredAt(Timestamps.of(one.answeredAt()))
            .setJudgedAt(Timestamps.of(one.judgedAt()))
            .setVerdict(one.kind())
            .setValue(one.value())
            .setComment(one.comment())
            .setTier(Tiers.toProto(one.tier()))
            .setProvider(one.provider())
            .setFinishReason(FinishReason.valueOf(one.finish()))
            .setCostNanos(one.cost().nanos())
            .setInputTokens(one.inputTokens())
            .setOutputTokens(one.outputTokens());
    one.model().ifPresent(out::setModel);
    one.decided()
        .ifPresent(decided ->
            out.setClassifiedTier(Tiers.toProto(decided.classified()))
                .setScore(decided.score())
                .setConfidence(decided.confidence())
                .setStrategy(decided.strategy())
                .addAllSignals(decided.signals()));
    return out.build();
  }
}
