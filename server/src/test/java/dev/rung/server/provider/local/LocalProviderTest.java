package dev.rung.server.provider.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rung.local.Generated;
import dev.rung.local.GenerationOptions;
import dev.rung.local.InferenceException;
import dev.rung.local.LocalModel;
import dev.rung.local.ModelInfo;
import dev.rung.local.TokenListener;
import dev.rung.local.Turn;
import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.Deadline;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.Message;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Role;
import dev.rung.server.generate.Sampling;
import dev.rung.server.generate.Tier;
import dev.rung.server.generate.Usage;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.Completion;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.Models;
import dev.rung.server.provider.ProviderException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
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

    Completion completion = new LocalProvider(model).generate(call(prompt), sink());

    assertThat(chunks).containsExactly(new Chunk.Delta("Hel"), new Chunk.Delta("lo"));
    assertThat(completion.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(completion.usage()).contains(new Usage(7, 0, 2, 0, false));
    assertThat(model.heard)
        .extracting(Turn::speaker)
        .containsExactly(
            Turn.Speaker.SYSTEM, Turn.Speaker.USER, Turn.Speaker.ASSISTANT, Turn.Speaker.USER);
    assertThat(model.options.maxTokens()).isEqualTo(16);
    assertThat(model.options.timeLimit()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(30));
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

    assertThatThrownBy(() -> new LocalProvider(model).generate(call(Prompt.ofUser("hi")), gone))
        .isInstanceOf(CallerGoneException.class);
    assertThat(chunks).hasSize(1);
  }

  @Test
  void tellsEachKindOfFailureApart() {
    assertThat(failure(InferenceException.Reason.CONTEXT_TOO_LONG))
        .isEqualTo(FailureKind.CONTEXT_TOO_LONG);
    assertThat(failure(InferenceException.Reason.OUT_OF_MEMORY)).isEqualTo(FailureKind.OVERLOADED);
    assertThat(failure(InferenceException.Reason.BUSY)).isEqualTo(FailureKind.OVERLOADED);
    assertThat(failure(InferenceException.Reason.TIME_LIMIT)).isEqualTo(FailureKind.TIMEOUT);
    assertThat(failure(InferenceException.Reason.CLOSED)).isEqualTo(FailureKind.UNAVAILABLE);
    assertThat(failure(InferenceException.Reason.FAILED)).isEqualTo(FailureKind.UNAVAILABLE);
  }

  @Test
  void refusesResultsOfTools() {
    Prompt prompt = Prompt.ofMessages(List.of(Message.of(Role.TOOL, "42")));

    assertThatThrownBy(() -> new LocalProvider(new Scripted()).generate(call(prompt), sink()))
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining("no results of tools");
  }

  @Test
  void closesItsModel() {
    Scripted model = new Scripted();

    new LocalProvider(model).close();

    assertThat(model.closed).isTrue();
  }

  private FailureKind failure(InferenceException.Reason reason) {
    Scripted model = new Scripted();
    model.failure = List.of(new InferenceException(reason, "scripted"));
    ProviderException thrown =
        catchThrowableOfType(
            ProviderException.class,
            () -> new LocalProvider(model).generate(call(Prompt.ofUser("hi")), sink()));
    return thrown.kind();
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
    Deadline deadline = Deadline.after(Duration.ofSeconds(30), System::nanoTime);
    return new Call(
        Models.named("phi-2", Tier.TINY).free().build(),
        prompt,
        Sampling.DEFAULT,
        16,
        true,
        deadline,
        deadline);
  }

  /** Says its pieces, or fails. */
  private static final class Scripted implements LocalModel {
    private final List<String> pieces;
    private List<InferenceException> failure = List.of();
    private List<Turn> heard = List.of();
    private GenerationOptions options =
        new GenerationOptions(
            1,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalLong.empty(),
            List.of(),
            Duration.ZERO);
    private boolean closed;

    Scripted(String... pieces) {
      this.pieces = List.of(pieces);
    }

    @Override
    public ModelInfo info() {
      return new ModelInfo("PhiForCausalLM", 2_048);
    }

    @Override
    public Generated generate(
        List<Turn> conversation, GenerationOptions asked, TokenListener listener)
        throws InferenceException {
      heard = conversation;
      options = asked;
      for (InferenceException planned : failure) {
        throw planned;
      }
      for (String piece : pieces) {
        if (!listener.onText(piece)) {
          return new Generated(7, 1, Generated.End.LISTENER);
        }
      }
      return new Generated(7, pieces.size(), Generated.End.STOP);
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
