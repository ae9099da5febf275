package dev.rung.server.provider.local;

import dev.rung.local.Fitted;
import dev.rung.local.Generated;
import dev.rung.local.GenerationOptions;
import dev.rung.local.InferenceException;
import dev.rung.local.LocalModel;
import dev.rung.local.Turn;
import dev.rung.local.Turn.Speaker;
import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.Message;
import dev.rung.server.generate.Reduction;
import dev.rung.server.generate.Sampling;
import dev.rung.server.generate.Usage;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.Completion;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.Provider;
import dev.rung.server.provider.ProviderException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/** Models in this process, by name. */
final class LocalProvider implements Provider {
  /** A prompt that leaves less room for its answer is shortened. */
  private static final int LEAST_ANSWER = 16;

  /** Answers end all the time. */
  private static final Duration ANOTHER_TRY = Duration.ofSeconds(1);

  private static final long MOST_TOKENS_OF_CHAR = 3;
  private static final long AROUND_TURN = 32;
  private static final long AROUND_PROMPT = 128;

  private final Map<String, Hosted> models;
  private final LongSupplier nanoTime;
  private final Runnable release;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * @param release gives the share in the models up; run once, however often this is closed
   */
  LocalProvider(Map<String, Hosted> models, LongSupplier nanoTime, Runnable release) {
    this.models = Map.copyOf(models);
    this.nanoTime = nanoTime;
    this.release = release;
  }

  @Override
  public Completion generate(Call call, ChunkSink sink)
      throws ProviderException, CallerGoneException, InterruptedException {
    Hosted hosted = models.get(call.model().name());
    if (hosted == null) {
      throw ProviderException.of(
          FailureKind.UNAVAILABLE, call.model().name() + " is no model in this process");
    }
    Forwarding forwarding = new Forwarding(sink, nanoTime);
    LocalModel model = hosted.model(call.firstOutput());
    try {
      Fitted fitted = fitted(model, call, turns(call));
      Generated generated = model.generate(fitted.conversation(), options(call), forwarding);
      forwarding.rethrow();
      forwarding.measure(generated, hosted.pace());
      return completion(generated, fitted);
    } catch (InferenceException failure) {
      if (isInside(failure.reason())) {
        hosted.failed(model, "its last answer failed");
      }
      throw thrown(failure);
    }
  }

  /** Whether the model is at fault, and neither the request nor the lack of room for it. */
  private static boolean isInside(InferenceException.Reason reason) {
    return switch (reason) {
      case FAILED, ENDED -> true;
      case BAD_CHECKPOINT,
          CONTEXT_TOO_LONG,
          BAD_CONVERSATION,
          OUT_OF_MEMORY,
          BUSY,
          TIME_LIMIT,
          CLOSED ->
          false;
    };
  }

  /** The conversation, shortened where it leaves no room for an answer and may be. */
  private static Fitted fitted(LocalModel model, Call call, List<Turn> turns)
      throws InferenceException {
    int window = Math.min(call.model().contextWindow(), model.info().contextWindow());
    int most = window - Math.min(call.maxTokens(), LEAST_ANSWER);
    if (call.answerRoom().isEmpty() || surelyFits(turns, most)) {
      return new Fitted(turns, 0, 0, 0);
    }
    Fitted whole = model.fit(turns, most);
    return whole.isReduced() ? model.fit(turns, window - call.answerRoom().getAsInt()) : whole;
  }

  private static boolean surelyFits(List<Turn> turns, int tokens) {
    long most = AROUND_PROMPT;
    for (Turn turn : turns) {
      most += AROUND_TURN + MOST_TOKENS_OF_CHAR * turn.text().length();
    }
    return most <= tokens;
  }

  private static List<Turn> turns(Call call) throws ProviderException {
    List<Turn> turns = new ArrayList<>();
    for (Message message : call.prompt().messages()) {
      turns.add(new Turn(speaker(message), message.text(), message.material()));
    }
    return turns;
  }

  private static Speaker speaker(Message message) throws ProviderException {
    return switch (message.role()) {
      case SYSTEM -> Speaker.SYSTEM;
      case USER -> Speaker.USER;
      case ASSISTANT -> Speaker.ASSISTANT;
      case TOOL ->
          throw ProviderException.of(
              FailureKind.INVALID_REQUEST, "a local model takes no results of tools");
    };
  }

  private static GenerationOptions options(Call call) {
    Sampling sampling = call.sampling();
    return new GenerationOptions(
            call.maxTokens(),
            sampling.temperature(),
            sampling.topP(),
            sampling.seed(),
            sampling.stop(),
            call.deadline().remaining())
        .withCacheScope(call.tenant());
  }

  private static Completion completion(Generated generated, Fitted fitted) {
    Usage usage =
        new Usage(
            generated.promptTokens(),
            generated.reusedTokens(),
            generated.generatedTokens(),
            0,
            false);
    FinishReason reason =
        switch (generated.end()) {
          case STOP -> FinishReason.STOP;
          case LENGTH -> FinishReason.LENGTH;
          case LISTENER -> FinishReason.CANCELLED;
        };
    Optional<Reduction> reduction =
        Optional.of(new Reduction(fitted.droppedTurns(), fitted.droppedTokens()))
            .filter(_ -> fitted.isReduced());
    return new Completion(reason, Optional.of(usage), Optional.empty(), reduction);
  }

  private static ProviderException thrown(InferenceException failure) {
    ProviderException thrown = ProviderException.of(kind(failure.reason()), text(failure));
    return switch (failure.reason()) {
      case BUSY, OUT_OF_MEMORY -> thrown.withRetryAfter(ANOTHER_TRY);
      case BAD_CHECKPOINT, CONTEXT_TOO_LONG, BAD_CONVERSATION, TIME_LIMIT, CLOSED, FAILED, ENDED ->
          thrown;
    };
  }

  private static FailureKind kind(InferenceException.Reason reason) {
    return switch (reason) {
      case CONTEXT_TOO_LONG -> FailureKind.CONTEXT_TOO_LONG;
      case BAD_CONVERSATION -> FailureKind.INVALID_REQUEST;
      case BUSY -> FailureKind.RATE_LIMITED;
      case OUT_OF_MEMORY -> FailureKind.OVERLOADED;
      case TIME_LIMIT -> FailureKind.TIMEOUT;
      case BAD_CHECKPOINT, CLOSED, FAILED, ENDED -> FailureKind.UNAVAILABLE;
    };
  }

  private static String text(InferenceException failure) {
    String message = failure.getMessage();
    return message == null ? failure.reason().name() : message;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      release.run();
    }
  }
}
