package dev.rung.server.provider.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rung.local.InferenceException;
import dev.rung.local.Turn;
import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.Deadline;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.Message;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Reduction;
import dev.rung.server.generate.Role;
import dev.rung.server.generate.Sampling;
import dev.rung.server.generate.Tier;
import dev.rung.server.generate.Usage;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.Completion;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.Models;
import dev.rung.server.provider.Provider;
import dev.rung.server.provider.ProviderException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LocalProviderTest {
  private final List<Chunk> chunks = new ArrayList<>();

  @Test
  void handsOnTheTextAndCountsTheTokens() throws Exception {
    Scripted model = new Scripted("Hel", "lo");
    Prompt prompt =
        Prompt.ofMessages(
            List.of(
                Message.of(Role.SYSTEM, "Be brief."),
                Message.of(Role.USER, "Hi"),
                Message.of(Role.ASSISTANT, "Yes?"),
                Message.of(Role.USER, "Go on")));

    Completion completion = provider(model).generate(call(prompt), sink());

    assertThat(chunks).containsExactly(new Chunk.Delta("Hel"), new Chunk.Delta("lo"));
    assertThat(completion.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(completion.usage()).contains(new Usage(7, 0, 2, 0, false));
    assertThat(model.heard)
        .extracting(Turn::speaker)
        .containsExactly(
            Turn.Speaker.SYSTEM, Turn.Speaker.USER, Turn.Speaker.ASSISTANT, Turn.Speaker.USER);
    assertThat(model.options.maxTokens()).isEqualTo(16);
    assertThat(model.options.cacheScope()).isEqualTo("acme");
    assertThat(model.options.timeLimit()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(30));
  }

  @Test
  void countsWhatAnEarlierCallHadComputedAsCached() throws Exception {
    Scripted model = new Scripted("Hel", "lo");
    model.reused = 5;

    Completion completion = provider(model).generate(call(Prompt.ofUser("Hi")), sink());

    assertThat(completion.usage()).contains(new Usage(7, 5, 2, 0, false));
  }

  @Test
  void shortensAPromptThatDoesNotFitWhereItMay() throws Exception {
    Scripted model = new Scripted("Hello");
    Prompt prompt = talk("a".repeat(1_500), "b".repeat(1_200));

    Completion completion = provider(model).generate(call(prompt, OptionalInt.of(600)), sink());

    assertThat(completion.reduction()).contains(new Reduction(1, 1_500));
    assertThat(model.heard).extracting(Turn::text).containsExactly("b".repeat(1_200));
  }

  @Test
  void sendsAllOfWhatFits() throws Exception {
    Scripted model = new Scripted("Hello");
    Prompt prompt = talk("a".repeat(1_000), "b".repeat(1_000));

    Completion completion = provider(model).generate(call(prompt, OptionalInt.of(600)), sink());

    assertThat(completion.reduction()).isEmpty();
    assertThat(model.heard).hasSize(2);
  }

  @Test
  void shortensNothingUnlessItMay() throws Exception {
    Scripted model = new Scripted("Hello");

    var _ = provider(model).generate(call(talk("a".repeat(9_000), "b")), sink());

    assertThat(model.heard).hasSize(2);
  }

  @Test
  void refusesWhatCannotBeShortened() {
    Scripted model = new Scripted("Hello");
    Prompt prompt = talk("a", "b".repeat(9_000));

    ProviderException refused =
        catchThrowableOfType(
            ProviderException.class,
            () -> provider(model).generate(call(prompt, OptionalInt.of(600)), sink()));

    assertThat(refused.kind()).isEqualTo(FailureKind.CONTEXT_TOO_LONG);
  }

  private static Prompt talk(String... texts) {
    return Prompt.ofMessages(
        Arrays.stream(texts).map(text -> Message.of(Role.USER, text)).toList());
  }

  @Test
  void endsTheAnswerWhenTheCallerIsGone() {
    Scripted model = new Scripted("a", "b", "c");
    ChunkSink gone =
        new ChunkSink() {
          @Override
          public void accept(Chunk chunk) throws CallerGoneException {
            chunks.add(chunk);
            throw new CallerGoneException("hung up");
          }

          @Override
          public boolean committed() {
            return false;
          }
        };

    assertThatThrownBy(() -> provider(model).generate(call(Prompt.ofUser("hi")), gone))
        .isInstanceOf(CallerGoneException.class);
    assertThat(chunks).hasSize(1);
  }

  @Test
  void tellsEachKindOfFailureApart() {
    assertThat(failure(InferenceException.Reason.CONTEXT_TOO_LONG))
        .isEqualTo(FailureKind.CONTEXT_TOO_LONG);
    assertThat(failure(InferenceException.Reason.OUT_OF_MEMORY)).isEqualTo(FailureKind.OVERLOADED);
    assertThat(failure(InferenceException.Reason.BUSY)).isEqualTo(FailureKind.RATE_LIMITED);
    assertThat(failure(InferenceException.Reason.BAD_CONVERSATION))
        .isEqualTo(FailureKind.INVALID_REQUEST);
    assertThat(failure(InferenceException.Reason.TIME_LIMIT)).isEqualTo(FailureKind.TIMEOUT);
    assertThat(failure(InferenceException.Reason.CLOSED)).isEqualTo(FailureKind.UNAVAILABLE);
    assertThat(failure(InferenceException.Reason.FAILED)).isEqualTo(FailureKind.UNAVAILABLE);
    assertThat(failure(InferenceException.Reason.ENDED)).isEqualTo(FailureKind.UNAVAILABLE);
  }

  @Test
  void refusesResultsOfTools() {
    Prompt prompt = Prompt.ofMessages(List.of(Message.of(Role.TOOL, "42")));

    assertThatThrownBy(() -> provider(new Scripted()).generate(call(prompt), sink()))
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining("no results of tools");
  }

  @Test
  void knowsItsOwnModelsOnly() {
    Provider none = new LocalProvider(Map.of(), System::nanoTime, () -> {});

    assertThatThrownBy(() -> none.generate(call(Prompt.ofUser("hi")), sink()))
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining("phi-2 is no model in this process");
  }

  /** Of a model that is in memory. */
  private static Provider provider(Scripted model) {
    return new LocalModels(_ -> model, System::nanoTime)
        .provider(Map.of("phi-2", Scripted.CHECKPOINT), Set.of());
  }

  @Test
  void saysWhenAnotherTryIsWorthwhile() {
    assertThat(thrown(InferenceException.Reason.BUSY).retryAfter()).isPresent();
    assertThat(thrown(InferenceException.Reason.OUT_OF_MEMORY).retryAfter()).isPresent();
    assertThat(thrown(InferenceException.Reason.CONTEXT_TOO_LONG).retryAfter()).isEmpty();
  }

  private FailureKind failure(InferenceException.Reason reason) {
    return thrown(reason).kind();
  }

  private ProviderException thrown(InferenceException.Reason reason) {
    Scripted model = new Scripted();
    model.failure = List.of(new InferenceException(reason, "scripted"));
    return catchThrowableOfType(
        ProviderException.class, () -> provider(model).generate(call(Prompt.ofUser("hi")), sink()));
  }

  private ChunkSink sink() {
    return new ChunkSink() {
      @Override
      public void accept(Chunk chunk) {
        chunks.add(chunk);
      }

      @Override
      public boolean committed() {
        return !chunks.isEmpty();
      }
    };
  }

  private static Call call(Prompt prompt) {
    return call(prompt, OptionalInt.empty());
  }

  private static Call call(Prompt prompt, OptionalInt answerRoom) {
    Deadline deadline = Deadline.after(Duration.ofSeconds(30), System::nanoTime);
    return new Call(
        Models.named("phi-2", Tier.TINY).free().build(),
        Optional.empty(),
        prompt,
        Sampling.DEFAULT,
        16,
        answerRoom,
        true,
        deadline,
        deadline,
        _ -> {},
        "acme");
  }
}
