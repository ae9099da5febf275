package dev.rung.server.provider.remote.anthropic;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a model's id says about the parameters it takes. Source: Anthropic's migration guide
 * (platform.claude.com/docs/en/about-claude/models/migration-guide) and the errors that models
 * answer with.
 *
 * @param generation such as 4.7; {@link #NEWEST} for a Claude without a number, 0 for a model that
 *     is none
 * @param takesForcedTools whether it can be made to call a tool: models that always think cannot
 */
record Claude(double generation, boolean takesForcedTools) {
  private static final double NEWEST = 99;

  /** Takes no sampling parameters any more, not even at their defaults. */
  private static final double WITHOUT_SAMPLING = 4.7;

  /** Takes temperature or top_p, not both. */
  private static final double ONE_SAMPLING_PARAMETER = 4.1;

  /** Can be held to a JSON schema. */
  private static final double WITH_SCHEMAS = 4.5;

  private static final Pattern NUMBER = Pattern.compile("[-.@](\\d{1,2})(?:[-.](\\d))?(?!\\d)");

  static Claude of(String modelId) {
    String id = modelId.toLowerCase(Locale.ROOT);
    int start = id.indexOf("claude");
    if (start < 0) {
      return new Claude(0, true);
    }
    Matcher number = NUMBER.matcher(id);
    if (!number.find(start)) {
      return new Claude(NEWEST, false);
    }
    String minor = number.group(2) == null ? "0" : number.group(2);
    double generation = Double.parseDouble(number.group(1) + "." + minor);
    return new Claude(generation, generation < firstWithoutForcedTools(id));
  }

  /** Source: "What's new" of Claude Opus 5.5 and Sonnet 5.5, which names Fable 5.1 as well. */
  private static double firstWithoutForcedTools(String id) {
    if (id.contains("haiku")) {
      return NEWEST;
    }
    return id.contains("fable") ? 5.1 : 5.5;
  }

  boolean samples() {
    return generation < WITHOUT_SAMPLING;
  }

  boolean takesBothSamplingParameters() {
    return generation < ONE_SAMPLING_PARAMETER;
  }

  boolean keepsToSchemas() {
    return generation >= WITH_SCHEMAS;
  }
}
