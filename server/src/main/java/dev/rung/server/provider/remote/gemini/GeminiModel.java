package dev.rung.server.provider.remote.gemini;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a model's id says about the requests it takes.
 *
 * @param path of the model, as URLs have it
 * @param generation such as 2.5; {@link #NEWEST} for a name that follows the newest model; 0 where
 *     the id does not say
 * @param samples whether it takes temperature and top_p: the newer models ignore them, and Google
 *     has announced that they will be refused
 */
record GeminiModel(String path, double generation, boolean samples) {
  private static final int SIGNING = 3;
  private static final double NEWEST = 99;
  private static final String FOLLOWS_NEWEST = "-latest";
  private static final Pattern NUMBER = Pattern.compile("gemini-(\\d{1,3}(?:\\.\\d)?)(?!\\d)");

  /** Source: ai.google.dev/gemini-api/docs/latest-model. */
  private static final double WITHOUT_SAMPLING = 3.6;

  private static final double LITE_WITHOUT_SAMPLING = 3.5;

  /** Of an id such as "gemini-2.5-flash", with or without a collection before a slash. */
  static GeminiModel of(String modelId) {
    String inCollection = modelId.indexOf('/') < 0 ? "models/" + modelId : modelId;
    String path =
        URLEncoder.encode(inCollection, StandardCharsets.UTF_8)
            .replace("+", "%20")
            .replace("%2F", "/");
    String id = modelId.toLowerCase(Locale.ROOT);
    Matcher number = NUMBER.matcher(id);
    double named = number.find() ? Double.parseDouble(number.group(1)) : 0;
    double generation = id.endsWith(FOLLOWS_NEWEST) ? NEWEST : named;
    double first = id.contains("flash-lite") ? LITE_WITHOUT_SAMPLING : WITHOUT_SAMPLING;
    return new GeminiModel(path, generation, generation < first);
  }

  /** Whether it wants a signature with the calls of tools that a conversation holds. */
  boolean wantsSignatures() {
    return generation >= SIGNING;
  }

  /** Whether it can be held to a schema and call tools in one request. */
  boolean combinesSchemaAndTools() {
    return generation >= SIGNING;
  }
}
