package dev.rung.local.decoding;

import dev.rung.local.Fitted;
import dev.rung.local.Generated;
import dev.rung.local.GenerationOptions;
import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import dev.rung.local.LocalModel;
import dev.rung.local.ModelInfo;
import dev.rung.local.TokenListener;
import dev.rung.local.Turn;
import dev.rung.local.tokenizer.Detokenizer;
import dev.rung.local.tokenizer.Prompt;
import dev.rung.local.tokenizer.Prompts;
import dev.rung.local.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A model that takes conversations and says text, of a decoder that knows tokens only. */
public final class TextModel implements LocalModel {
  private final ModelInfo info;
  private final Tokenizer tokenizer;
  private final Prompts prompts;
  private final Scheduler scheduler;
  private volatile boolean closed;

  private TextModel(ModelInfo info, Tokenizer tokenizer, Prompts prompts, Scheduler scheduler) {
    this.info = info;
    this.tokenizer = tokenizer;
    this.prompts = prompts;
    this.scheduler = scheduler;
  }

  /**
   * Starts the thread that makes answers. The model owns decoder and tokenizer from now on.
   *
   * @param endTokens ids that end an answer
   */
  public static TextModel start(
      ModelInfo info,
      Decoder decoder,
      Tokenizer tokenizer,
      Prompts prompts,
      Set<Integer> endTokens,
      DecodingSettings settings) {
    Scheduler scheduler =
        Scheduler.start(info.architecture(), decoder, endTokens, settings, tokenizer::close);
    return new TextModel(info, tokenizer, prompts, scheduler);
  }

  @Override
  public ModelInfo info() {
    return info;
  }

  @Override
  public Generated generate(
      List<Turn> conversation, GenerationOptions options, TokenListener listener)
      throws InferenceException, InterruptedException {
    Deadline deadline = Deadline.after(options.timeLimit());
    refuseTooLong(conversation);
    Prompt prompt = prompt(conversation);
    List<String> stop = new ArrayList<>(options.stop());
    stop.addAll(prompt.stop());
    Request request =
        new Request(
            prompt.tokens(), options, stop, new TokenText(tokenizer.detokenizer()), deadline);
    return scheduler.generate(request, listener);
  }

  @Override
  public Fitted fit(List<Turn> conversation, int tokens) throws InferenceException {
    return whileOpen(() -> prompts.fit(conversation, tokens));
  }

  /** Before the tokenizer is given megabytes. */
  private void refuseTooLong(List<Turn> conversation) throws InferenceException {
    long chars = conversation.stream().mapToLong(turn -> turn.text().length()).sum();
    int fewest = tokenizer.fewestTokens(Math.clamp(chars, 0, Integer.MAX_VALUE));
    if (fewest > info.contextWindow()) {
      throw new InferenceException(
          Reason.CONTEXT_TOO_LONG,
          "the conversation has %d tokens at least; the model takes %d"
              .formatted(fewest, info.contextWindow()));
    }
  }

  private Prompt prompt(List<Turn> conversation) throws InferenceException {
    Prompt prompt = whileOpen(() -> prompts.of(conversation));
    if (prompt.tokens().length == 0) {
      throw new InferenceException(
          Reason.BAD_CONVERSATION, "a conversation without any text has nothing to go on from");
    }
    return prompt;
  }

  private <T> T whileOpen(Work<T> work) throws InferenceException {
    try {
      return work.done();
    } catch (IllegalStateException e) {
      if (closed) { // The tokenizer was, too.
        throw new InferenceException(Reason.CLOSED, "the model is closed", e);
      }
      throw e;
    }
  }

  /** What needs the tokenizer. */
  private interface Work<T> {
    T done() throws InferenceException;
  }

  @Override
  public void close() {
    closed = true;
    scheduler.close();
  }

  private final class TokenText implements Pieces {
    private final Detokenizer detokenizer;

    TokenText(Detokenizer detokenizer) {
      this.detokenizer = detokenizer;
    }

    @Override
    public String push(int token) {
      return detokenizer.push(token);
    }

    @Override
    public String end() {
      return detokenizer.end();
    }

    @Override
    public String alone(int token) {
      return tokenizer.decode(token);
    }
  }
}
