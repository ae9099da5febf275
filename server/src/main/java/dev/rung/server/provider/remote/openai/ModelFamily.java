package dev.rung.server.provider.remote.openai;

import dev.rung.server.provider.Call;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a model's name says about the parameters it takes. */
enum ModelFamily {
  /** Takes max_tokens and sampling parameters. */
  PLAIN,
  /**
   * OpenAI's o-series, GPT-5 and GPT-6: take max_completion_tokens, refuse temperature and top_p.
   */
  REASONING;

  private static final List<String> REASONING_PREFIXES =
      List.of("o1", "o3", "o4", "gpt-5", "gpt-6");
  private static final List<String> PLAIN_PREFIXES = List.of("gpt-5-chat");

  /** Such as "ft:o4-mini-2025-04-16:owner::id". */
  private static final String TUNED = "ft:";

  private static final Pattern OPENAIS = Pattern.compile("(chatgpt|gpt-\\d|o\\d)");
  private static final Pattern GPT = Pattern.compile("gpt-(\\d{1,2})(?:\\.(\\d))?(?![\\d])");

  /** Before GPT-4o, such as GPT-4 Turbo. */
  private static final Pattern WITHOUT_SCHEMAS = Pattern.compile("gpt-(3\\.5|4(?![.o\\d]))");

  /** From this generation on, OpenAI's chat completions take no tools beside reasoning. */
  private static final double TOOLS_BY_RESPONSES = 5.6;

  /** The first generation of reasoning models that takes stop texts. */
  private static final double STOPS = 5.5;

  /** Names of models that are reached by POST /responses alone. */
  private static final List<String> BY_RESPONSES = List.of("-pro", "-codex", "-deep-research");

  /**
   * Whether this call must go to POST /responses. Source: OpenAI's models pages, and its error
   * "Function tools with reasoning_effort are not supported ... in /v1/chat/completions".
   */
  static boolean needsResponses(Call call, Quirks.Families families) {
    String name = name(call.model().modelId());
    if (of(call.model().modelId(), families) != REASONING) {
      return false;
    }
    return BY_RESPONSES.stream().anyMatch(name::contains)
        || (!call.prompt().tools().isEmpty() && generation(name) >= TOOLS_BY_RESPONSES);
  }

  /** Whether this model takes stop texts. Source: its error "Unsupported parameter: 'stop'". */
  static boolean takesStops(String modelId, Quirks.Families families) {
    String name = name(modelId);
    boolean refuses =
        name.startsWith("o3")
            || name.startsWith("o4")
            || (name.startsWith("gpt-5") && generation(name) < STOPS);
    return of(modelId, families) != REASONING || !refuses;
  }

  /**
   * Whether an answer can be held to a schema. Source: OpenAI's guide to structured outputs, and
   * its error "'response_format' of type 'json_schema' is not supported with this model".
   */
  static boolean takesSchemas(String modelId) {
    return !WITHOUT_SCHEMAS.matcher(name(modelId)).lookingAt();
  }

  /** Whether this is the name of a model of OpenAI itself, not of an open one such as gpt-oss. */
  static boolean isOpenAis(String modelId) {
    return OPENAIS.matcher(name(modelId)).lookingAt();
  }

  private static double generation(String name) {
    Matcher number = GPT.matcher(name);
    if (!number.lookingAt()) {
      return 0;
    }
    String minor = number.group(2) == null ? "0" : number.group(2);
    return Double.parseDouble(number.group(1) + "." + minor);
  }

  /** Of this model id, with or without an owner before a slash. */
  static ModelFamily of(String modelId, Quirks.Families families) {
    return switch (families) {
      case ALIKE -> PLAIN;
      case OPENAI -> ofOpenAi(modelId);
    };
  }

  private static ModelFamily ofOpenAi(String modelId) {
    String name = name(modelId);
    boolean reasons =
        startsWithAny(name, REASONING_PREFIXES) && !startsWithAny(name, PLAIN_PREFIXES);
    return reasons ? REASONING : PLAIN;
  }

  private static boolean startsWithAny(String name, List<String> prefixes) {
    for (String prefix : prefixes) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /** Without an owner before it, and without the mark of a model that was tuned. */
  private static String name(String modelId) {
    String name = modelId.substring(modelId.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return name.startsWith(TUNED) ? name.substring(TUNED.length()) : name;
  }
}
