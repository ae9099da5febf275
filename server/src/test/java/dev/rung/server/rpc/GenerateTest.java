package dev.rung.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.rung.server.call.Samples;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.Outcome;
import dev.rung.v1.FinishReason;
import dev.rung.v1.GenerateChunk;
import dev.rung.v1.GenerateRequest;
import dev.rung.v1.GenerateResponse;
import dev.rung.v1.Strategy;
import dev.rung.v1.Tier;
import dev.rung.v1.ToolCall;
import dev.rung.v1.Usage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Generate, GenerateStream and Route as a client sees them. */
final class GenerateTest {
  private static final GenerateRequest PING =
      GenerateRequest.newBuilder().setPrompt("ping").build();

  private final Rig rig = new Rig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void answersWithEveryField() {
    GenerateResponse response = rig.router().generate(PING);

    assertThat(response.getId()).isEqualTo(rig.engine.asked().getFirst().id().value());
    assertThat(response.getText()).isEqualTo("pong");
    assertThat(response.getToolCallsList())
        .containsExactly(
            ToolCall.newBuilder()
                .setId("call_1")
                .setName("lookup")
                .setArguments("{\"q\":1}")
                .build());
    assertThat(response.getModel()).isEqualTo("mistral");
    assertThat(response.getTier()).isEqualTo(Tier.TIER_2_SMALL);
    assertThat(response.getProvider()).isEqualTo("together");
    assertThat(response.getFinishReason()).isEqualTo(FinishReason.STOP);
    assertThat(response.getUsage())
        .isEqualTo(
            Usage.newBuilder()
                .setInputTokens(11)
                .setCachedInputTokens(3)
                .setOutputTokens(5)
                .setReasoningTokens(2)
                .setCacheWriteTokens(1)
                .setEstimated(true)
                .build());
    assertThat(response.getCostUsd()).isEqualTo(1.5);
    assertThat(response.getCostNanos()).isEqualTo(1_500_000_000L);
    assertThat(response.getLatencyMs()).isEqualTo(250);
    assertThat(response.getTimeToFirstTokenMs()).isEqualTo(40);
    assertThat(response.getCacheHit()).isTrue();
    assertThat(response.getDecision()).isEqualTo(DecisionWriter.write(Samples.DECISION));
  }

  @Test
  void streamsDeltasAndThenExactlyOneFinalWithoutText() {
    rig.engine.generates((request, sink) -> {
      sink.accept(new Chunk.Delta("po"));
      sink.accept(new Chunk.Delta("ng"));
      sink.accept(new Chunk.ToolCallDelta(0, "call_1", "lookup", "{\"q\":"));
      sink.accept(new Chunk.ToolCallDelta(0, "", "", "1}"));
      return Samples.answered(request, "pong");
    });

    List<GenerateChunk> chunks = ImmutableList.copyOf(rig.router().generateStream(PING));

    assertThat(chunks).hasSize(5);
    assertThat(text(chunks)).isEqualTo("pong");
    assertThat(chunks.get(2).getToolCallDelta().getName()).isEqualTo("lookup");
    assertThat(chunks.get(3).getToolCallDelta().getArguments()).isEqualTo("1}");
    GenerateResponse last = chunks.getLast().getFinal();
    assertThat(last.getText()).isEmpty();
    assertThat(last.getToolCallsList()).isEmpty();
    assertThat(last.getFinishReason()).isEqualTo(FinishReason.STOP);
    assertThat(last.getCostNanos()).isEqualTo(1_500_000_000L);
    assertThat(last.getDecision().getModel()).isEqualTo("mistral");
  }

  @Test
  void unaryTextIsTheConcatenatedStream() {
    List<String> pieces = List.of("Grüße ", "an 🌍", " und\n\t", "x".repeat(200_000), "é");
    rig.engine.generates((request, sink) -> {
      for (String piece : pieces) {
        sink.accept(new Chunk.Delta(piece));
      }
      return Samples.answered(request, String.join("", pieces));
    });

    String unary = rig.router().generate(PING).getText();
    String streamed = text(ImmutableList.copyOf(rig.router().generateStream(PING)));

    assertThat(streamed).isEqualTo(unary).isEqualTo(String.join("", pieces));
  }

  @Test
  void immediateAnswersNeedNoWork() {
    rig.engine
        .answersImmediately(request -> Optional.of(Samples.answered(request, "at once")))
        .generates((request, sink) -> {
          throw new AssertionError("generate must not be called");
        });

    GenerateResponse unary = rig.router().generate(PING);
    List<GenerateChunk> chunks = ImmutableList.copyOf(rig.router().generateStream(PING));

    assertThat(unary.getText()).isEqualTo("at once");
    assertThat(text(chunks)).isEqualTo("at once");
    assertThat(chunks.get(1).getToolCallDelta().getId()).isEqualTo("call_1");
    assertThat(chunks.getLast().hasFinal()).isTrue();
    assertThat(chunks.getLast().getFinal().getText()).isEmpty();
  }

  @Test
  void longImmediateAnswersAreStreamedInPieces() {
    String text = "🌍".repeat(300_000);
    rig.engine.answersImmediately(request -> Optional.of(Samples.answered(request, text)));

    List<GenerateChunk> chunks = ImmutableList.copyOf(rig.router().generateStream(PING));

    assertThat(text(chunks)).isEqualTo(text);
    assertThat(chunks).allMatch(chunk -> chunk.getSerializedSize() < 256 * 1024);
    assertThat(chunks.getLast().hasFinal()).isTrue();
  }

  @Test
  void eachRequestHasAnIdOfItsOwn() {
    List<String> ids =
        java.util.stream.Stream.generate(() -> rig.router().generate(PING).getId())
            .limit(20)
            .toList();

    assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[A-Za-z0-9_-]{11}"));
  }

  @Test
  void routeShowsTheDecisionWithoutGenerating() {
    rig.engine.generates((request, sink) -> {
      throw new AssertionError("generate must not be called");
    });

    var decision = rig.router().route(PING);

    assertThat(decision.getClassifiedTier()).isEqualTo(Tier.TIER_1_TINY);
    assertThat(decision.getTier()).isEqualTo(Tier.TIER_2_SMALL);
    assertThat(decision.getStrategy()).isEqualTo(Strategy.COST_FIRST);
    assertThat(decision.getCandidates(0).getEstimatedCostNanos()).isEqualTo(2_100);
    assertThat(decision.getAttempts(0).getOutcome()).isEqualTo("failed");
    assertThat(decision.getStrategies(0).getModel()).isEqualTo("mistral");
  }

  @Test
  void routePassesOnTheWishToCompare() {
    rig.engine.routes((request, compare) -> {
      assertThat(compare).isTrue();
      return Samples.DECISION;
    });

    var decision = rig.router().route(PING.toBuilder().setCompareStrategies(true).build());

    assertThat(decision.getReduction().getTurns()).isEqualTo(2);
    assertThat(decision.getReduction().getTokens()).isEqualTo(345);
    assertThat(decision.getReason()).isEqualTo("a single function is tier 1");
  }

  @Test
  void anAnswerWithoutTextIsAnAnswer() {
    rig.engine.generates((request, sink) -> new Outcome.Answered(Samples.answer(request, "")));

    List<GenerateChunk> chunks = ImmutableList.copyOf(rig.router().generateStream(PING));

    assertThat(chunks).hasSize(1);
    assertThat(chunks.getFirst().hasFinal()).isTrue();
  }

  private static String text(List<GenerateChunk> chunks) {
    return chunks.stream().map(GenerateChunk::getDelta).collect(Collectors.joining());
  }
}
