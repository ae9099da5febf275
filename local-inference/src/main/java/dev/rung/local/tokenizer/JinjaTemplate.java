package dev.rung.local.tokenizer;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.interpret.TemplateError.ErrorType;
import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import dev.rung.local.Turn;
import dev.rung.local.Turn.Speaker;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The template of a checkpoint, in the language Jinja, given what Hugging Face's transformers gives
 * it. Runs in a {@link JinjaSandbox}.
 *
 * <p>The source is parsed anew for each conversation: that is a small part of a rendering, and
 * Jinjava does not say that a tree once parsed may be rendered by several threads.
 */
final class JinjaTemplate implements ChatTemplate {
  private static final List<Turn> SAMPLE =
      List.of(
          new Turn(Speaker.USER, "Hello"),
          new Turn(Speaker.ASSISTANT, "Hello"),
          new Turn(Speaker.USER, "Bye"));

  private static final int LONGEST_SOURCE = 1_000_000;

  /** A fault may quote all of the template. */
  private static final int LONGEST_FAULT = 300;

  private static final Pattern LAST_BREAK = Pattern.compile("\n\\z");
  private static final Pattern BEFORE_BLOCK = Pattern.compile("(?m)^[ \t]+(?=\\{[%#](?!\\+))");
  private static final Pattern AFTER_BLOCK = Pattern.compile("((?<!\\+)[%#]\\})\n");

  private final Jinjava jinja;
  private final String source;
  private final TokenizerConfig config;

  private JinjaTemplate(Jinjava jinja, String source, TokenizerConfig config) {
    this.jinja = jinja;
    this.source = source;
    this.config = config;
  }

  /**
   * A template that was tried out.
   *
   * @throws InferenceException when it has faults, or uses what is not supported
   */
  static JinjaTemplate of(String source, TokenizerConfig config, InstantSource clock)
      throws InferenceException {
    if (source.length() > LONGEST_SOURCE) {
      throw new InferenceException(
          Reason.BAD_CHECKPOINT,
          "the chat template has "
              + source.length()
              + " characters; "
              + LONGEST_SOURCE
              + " is the most");
    }
    JinjaTemplate template =
        new JinjaTemplate(JinjaSandbox.create(clock), prepared(source), config);
    Optional<String> fault = template.rendering(SAMPLE).fault();
    if (fault.isPresent()) {
      throw new InferenceException(
          Reason.BAD_CHECKPOINT,
          "the chat template cannot be rendered: "
              + fault.get().substring(0, Math.min(LONGEST_FAULT, fault.get().length())));
    }
    return template;
  }

  /**
   * White space as transformers has it (Jinja's trim_blocks and lstrip_blocks, and no line break at
   * the end), which Jinjava does only nearly; and the one slice with a step that templates use.
   */
  private static String prepared(String source) {
    String text = LAST_BREAK.matcher(source.replace("\r\n", "\n")).replaceFirst("");
    text = BEFORE_BLOCK.matcher(text).replaceAll("");
    text = AFTER_BLOCK.matcher(text).replaceAll("$1");
    return text.replace("{%+", "{%").replace("+%}", "%}").replace("[::-1]", "|reverse");
  }

  /**
   * Renders; where the template refuses the conversation, once more with what many templates want:
   * no system turn, and nobody speaking twice in a row.
   */
  @Override
  public String render(List<Turn> conversation) throws InferenceException {
    Rendering rendering = rendering(conversation);
    if (rendering.refused()) {
      rendering = rendering(Folding.fold(conversation));
    }
    if (rendering.refused()) {
      throw new InferenceException(
          Reason.BAD_CONVERSATION,
          "the chat template of the model refuses this conversation; it may want the user and the"
              + " assistant to speak by turns, the user first and last");
    }
    if (rendering.fault().isPresent()) { // Its text may quote what was said.
      throw new InferenceException(
          Reason.BAD_CHECKPOINT, "the chat template cannot be rendered for this conversation");
    }
    return rendering.text();
  }

  private Rendering rendering(List<Turn> conversation) {
    RenderBudget budget = new RenderBudget(conversation);
    RenderResult result;
    try {
      result = jinja.renderForResult(source, bindings(conversation, budget));
    } catch (StackOverflowError deep) { // The engine reads and computes by recursion.
      return new Rendering("", false, Optional.of("it is nested too deeply"));
    }
    Optional<String> fault =
        result.getErrors().stream()
            .filter(error -> error.getSeverity() == ErrorType.FATAL)
            .map(error -> "line " + error.getLineno() + ": " + error.getMessage())
            .findFirst();
    return new Rendering(result.getOutput(), budget.isRefused(), fault);
  }

  private Map<String, Object> bindings(List<Turn> conversation, RenderBudget budget) {
    List<Map<String, Object>> messages = conversation.stream().map(JinjaTemplate::message).toList();
    Map<String, Object> bindings = new HashMap<>();
    bindings.put("messages", messages);
    bindings.put("add_generation_prompt", true);
    if (!config.bosToken().isEmpty()) {
      bindings.put("bos_token", config.bosToken());
    }
    if (!config.eosToken().isEmpty()) {
      bindings.put("eos_token", config.eosToken());
    }
    bindings.put(JinjaSandbox.DATE_FUNCTION, true); // Makes "is defined" hold.
    bindings.put(RenderBudget.KEY, budget);
    return bindings;
  }

  private static Map<String, Object> message(Turn turn) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("role", role(turn.speaker()));
    message.put("content", turn.text());
    return message;
  }

  private static String role(Speaker speaker) {
    return switch (speaker) {
      case SYSTEM -> "system";
      case USER -> "user";
      case ASSISTANT -> "assistant";
    };
  }

  /**
   * What came of a conversation.
   *
   * @param refused whether the template said that it does not take it
   */
  private record Rendering(String text, boolean refused, Optional<String> fault) {
    private Rendering {
      fault = refused ? Optional.empty() : fault;
    }
  }
}
