package dev.rung.server.provider.local;

import dev.rung.local.Fitted;
import dev.rung.local.Generated;
import dev.rung.local.GenerationOptions;
import dev.rung.local.InferenceException;
import dev.rung.local.LoadOptions;
import dev.rung.local.LocalModel;
import dev.rung.local.ModelInfo;
import dev.rung.local.TokenListener;
import dev.rung.local.Turn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;

/** A model that says its pieces, or fails. Tokens of trials are not counted. */
final class Scripted implements LocalModel {
  static final LocalCheckpoint CHECKPOINT =
      new LocalCheckpoint(
          Path.of("phi-2"),
          new LoadOptions(Optional.empty(), Optional.empty(), 1, 1, 1, 1L << 20, 16));

  private final List<String> pieces;
  volatile List<InferenceException> failure = List.of();
  volatile Runnable before = () -> {};
  volatile boolean stopped;
  volatile int reused;
  volatile List<Turn> heard = List.of();
  volatile GenerationOptions options =
      new GenerationOptions(
          1,
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalLong.empty(),
          List.of(),
          Duration.ZERO);
  final CountDownLatch closed = new CountDownLatch(1);

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
      throws InferenceException, InterruptedException {
    heard = conversation;
    options = asked;
    before.run();
    if (stopped) {
      throw new InterruptedException("as scripted");
    }
    for (InferenceException planned : failure) {
      throw planned;
    }
    for (String piece : pieces) {
      if (!listener.onText(piece)) {
        return new Generated(7, 1, Generated.End.LISTENER);
      }
    }
    return new Generated(7, pieces.size(), Generated.End.STOP, reused, Optional.empty(), List.of());
  }

  /** Every turn is as many tokens as it has chars; the first ones are left out. */
  @Override
  public Fitted fit(List<Turn> conversation, int tokens) throws InferenceException {
    int from = 0;
    while (tokens(conversation, from) > tokens) {
      from++;
    }
    if (from == conversation.size()) {
      throw new InferenceException(InferenceException.Reason.CONTEXT_TOO_LONG, "scripted");
    }
    List<Turn> left = conversation.subList(from, conversation.size());
    int dropped = tokens(conversation, 0) - tokens(conversation, from);
    return new Fitted(left, tokens(conversation, from), from, dropped);
  }

  private static int tokens(List<Turn> conversation, int from) {
    return conversation.stream().skip(from).mapToInt(turn -> turn.text().length()).sum();
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
