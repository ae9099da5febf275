package dev.rung.server.provider.local;

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
import dev.rung.server.generate.Sampling;
import dev.rung.server.generate.Usage;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.Completion;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.Provider;
import dev.rung.server.provider.ProviderException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One model in this process. Owns it: closing the provider closes the model. */
public final class LocalProvider implements Provider {
  private final LocalModel model;

  public LocalProvider(LocalModel model) {
    this.model = model;
  }

  @Override
  public Completion generate(Call call, ChunkSink sink)
      throws ProviderException, CallerGoneException, InterruptedException {
    Forwarding forwarding = new Forwarding(sink);
    try {
      Generated generated = model.generate(turns(call), options(call), forwarding);
      forwarding.rethrow();
      return completion(generated);
    } catch (InferenceException failure) {
      throw ProviderException.of(kind(failure.reason()), text(failure));
    }
  }

  private static List<Turn> turns(Call call) throws ProviderException {
    List<Turn> turns = new ArrayList<>();
    for (Message message : call.prompt().messages()) {
      turns.add(new Turn(speaker(message), message.text()));
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
        call.deadline().remaining());
  }

  private static Completion completion(Generated generated) {
    Usage usage = new Usage(generated.promptTokens(), 0, generated.generatedTokens(), 0, false);
    FinishReason reason =
        switch (generated.end()) {
          case STOP -> FinishReason.STOP;
          case LENGTH -> FinishReason.LENGTH;
          case LISTENER -> FinishReason.CANCELLED;
        };
    return new Completion(reason, Optional.of(usage), Optional.empty());
  }

  private static FailureKind kind(InferenceException.Reason reason) {
    return switch (reason) {
      case CONTEXT_TOO_LONG -> FailureKind.CONTEXT_TOO_LONG;
      case BAD_CONVERSATION -> FailureKind.INVALID_REQUEST;
      case OUT_OF_MEMORY, BUSY -> FailureKind.OVERLOADED;
      case TIME_LIMIT -> FailureKind.TIMEOUT;
      case BAD_CHECKPOINT, CLOSED, FAILED -> FailureKind.UNAVAILABLE;
    };
  }

  private static String text(InferenceException failure) {
    String message = failure.getMessage();
    return message == null ? failure.reason().name() : message;
  }

  @Override
  public void close() {
    model.close();
  }
}
