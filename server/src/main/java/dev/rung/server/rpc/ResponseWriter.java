package dev.rung.server.rpc;

import dev.rung.server.generate.Answer;
import dev.rung.server.generate.CacheHit;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.RequestId;
import dev.rung.server.generate.ToolCall;
import dev.rung.server.generate.Usage;
import dev.rung.v1.GenerateResponse;

/** An answer as the contract spells it. */
final class ResponseWriter {
  private ResponseWriter() {}

  /** With text and tool calls. */
  static GenerateResponse whole(Answer answer) {
    GenerateResponse.Builder out = account(answer).setText(answer.text());
    for (ToolCall call : answer.toolCalls()) {
      out.addToolCalls(toolCall(call));
    }
    return out.build();
  }

  /** Without text and tool calls: they were sent as deltas. */
  static GenerateResponse last(Answer answer) {
    return account(answer).build();
  }

  /** The end of an answer that failed after part of it was sent. */
  static GenerateResponse broken(Answer partial) {
    return account(partial).setFinishReason(dev.rung.v1.FinishReason.ERROR).build();
  }

  /** The same where nothing more is known of it. */
  static GenerateResponse broken(RequestId id) {
    return GenerateResponse.newBuilder()
        .setId(id.value())
        .setFinishReason(dev.rung.v1.FinishReason.ERROR)
        .build();
  }

  private static GenerateResponse.Builder account(Answer answer) {
    GenerateResponse.Builder out =
        GenerateResponse.newBuilder()
            .setId(answer.id().value())
            .setTier(Tiers.toProto(answer.tier()))
            .setProvider(answer.provider())
            .setFinishReason(finishReason(answer.finishReason()))
            .setUsage(usage(answer.usage()))
            .setCostUsd(answer.cost().usd())
            .setCostNanos(answer.cost().nanos())
            .setLatencyMs(Millis.of(answer.latency()))
            .setCacheHit(answer.cacheHit())
            .setDecision(DecisionWriter.write(answer.decision()));
    answer.cache().ifPresent(hit -> out.setCache(cache(hit)));
    answer.model().ifPresent(out::setModel);
    answer.timeToFirstToken().ifPresent(time -> out.setTimeToFirstTokenMs(Millis.of(time)));
    return out;
  }

  private static dev.rung.v1.CacheHit cache(CacheHit hit) {
    return dev.rung.v1.CacheHit.newBuilder()
        .setKind(
            switch (hit.kind()) {
              case EXACT -> dev.rung.v1.CacheHit.Kind.EXACT;
              case SIMILAR -> dev.rung.v1.CacheHit.Kind.SIMILAR;
            })
        .setSimilarity(hit.similarity())
        .setAgeSeconds(hit.age().toMillis() / 1e3)
        .setSavedUsd(hit.saved().usd())
        .setSavedNanos(hit.saved().nanos())
        .build();
  }

  private static dev.rung.v1.ToolCall toolCall(ToolCall call) {
    return dev.rung.v1.ToolCall.newBuilder()
        .setId(call.id())
        .setName(call.name())
        .setArguments(call.arguments())
        .build();
  }

  private static dev.rung.v1.Usage usage(Usage usage) {
    return dev.rung.v1.Usage.newBuilder()
        .setInputTokens(usage.inputTokens())
        .setCachedInputTokens(usage.cachedInputTokens())
        .setOutputTokens(usage.outputTokens())
        .setReasoningTokens(usage.reasoningTokens())
        .setCacheWriteTokens(usage.cacheWriteTokens())
        .setEstimated(usage.estimated())
        .build();
  }

  private static dev.rung.v1.FinishReason finishReason(FinishReason reason) {
    return switch (reason) {
      case STOP -> dev.rung.v1.FinishReason.STOP;
      case LENGTH -> dev.rung.v1.FinishReason.LENGTH;
      case TOOL_CALLS -> dev.rung.v1.FinishReason.TOOL_CALLS;
      case CONTENT_FILTER -> dev.rung.v1.FinishReason.CONTENT_FILTER;
      case BUDGET -> dev.rung.v1.FinishReason.BUDGET;
      case CANCELLED -> dev.rung.v1.FinishReason.CANCELLED;
      case ERROR -> dev.rung.v1.FinishReason.ERROR;
    };
  }
}
