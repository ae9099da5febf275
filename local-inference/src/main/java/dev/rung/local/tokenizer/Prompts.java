package dev.rung.local.tokenizer;

import dev.rung.local.Fitted;
import dev.rung.local.InferenceException;
import dev.rung.local.Turn;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes conversations for a model: as the template of its checkpoint says, or as suits its family
 * where it has none. Nothing that a caller says is read as a special token. Safe for many threads.
 */
public final class Prompts {
  /** Those that end a turn, or a text, in the formats that models are taught. */
  private static final List<String> ENDS =
      List.of(
          "<|im_end|>",
          "<|eot_id|>",
          "<|end_of_text|>",
          "<|endoftext|>",
          "<|end|>",
          "<end_of_turn>",
          "</s>");

  private final Tokenizer tokenizer;
  private final ChatTemplate template;
  private final String eosToken;

  private Prompts(Tokenizer tokenizer, ChatTemplate template, String eosToken) {
    this.tokenizer = tokenizer;
    this.template = template;
    this.eosToken = eosToken;
  }

  /**
   * Reads how a checkpoint wants conversations.
   *
   * @param architecture as its configuration names it
   * @param clock for templates that tell the model what day it is
   * @throws InferenceException when its template is damaged, or uses what is not supported
   */
  public static Prompts read(
      Path folder, Tokenizer tokenizer, String architecture, InstantSource clock)
      throws InferenceException {
    TokenizerConfig config = TokenizerConfig.read(folder);
    ChatTemplate template =
        config.chatTemplate().isPresent()
            ? written(folder, config.chatTemplate().get(), config, clock)
            : PlainTemplate.of(tokenizer, architecture);
    return new Prompts(tokenizer, template, config.eosToken());
  }

  private static ChatTemplate written(
      Path folder, String template, TokenizerConfig config, InstantSource clock)
      throws InferenceException {
    try {
      return JinjaTemplate.of(template, config, clock);
    } catch (InferenceException e) {
      String file = TokenizerConfig.templateFile(folder);
      throw new InferenceException(e.reason(), file + ": " + e.getMessage(), e);
    }
  }

  /**
   * The prompt of a conversation.
   *
   * @param conversation oldest turn first, not empty
   * @throws InferenceException when the model was not taught such a conversation
   */
  public Prompt of(List<Turn> conversation) throws InferenceException {
    List<Turn> quoted =
        conversation.stream()
            .map(turn -> new Turn(turn.speaker(), tokenizer.quote(turn.text())))
            .toList();
    String text = template.render(quoted);
    int[] tokens = template.isBare() ? tokenizer.encodeWhole(text) : tokenizer.encode(text);
    return new Prompt(tokens, template.stop(conversation));
  }

  /**
   * The tokens after which an answer is over: many checkpoints name the end of a text only, and not
   * that of a turn.
   *
   * @param named those that the configuration of the model names
   */
  public Set<Integer> endTokens(Collection<Integer> named) {
    Set<Integer> all = new HashSet<>(named);
    Stream.concat(ENDS.stream(), Stream.of(eosToken))
        .map(tokenizer::find)
        .flatMapToInt(OptionalInt::stream)
        .forEach(all::add);
    return Set.copyOf(all);
  }

  /**
   * Makes a conversation fit: the oldest turns are left out, then the middle of material, then that
   * of what the user sent last. Never a system turn, and never the first and the last line of
   * those.
   *
   * @param conversation oldest turn first, not empty; of any length
   * @param budget tokens of the prompt at most
   * @throws InferenceException when that is not enough, or the model was not taught such a
   *     conversation
   */
  public Fitted fit(List<Turn> conversation, int budget) throws InferenceException {
    return new Reducer(tokenizer, this).fit(conversation, budget);
  }
}
