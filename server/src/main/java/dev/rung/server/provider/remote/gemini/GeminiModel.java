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
 * @param generation 0 where the id does not say
 */
record GeminiModel(String path, int generation) {
  private static final int SIGNING = 3;
  private static final Pattern NUMBER = Pattern.compile("gemini-(\\d+)");

  /** Of an id such as "gemini-2.5-flash", with or without a collection before a slash. */
  static GeminiModel of(String modelId) {
    String named = modelId.indexOf('/') < 0 ? "models/" + modelId : modelId;
    String path =
        URLEncoder.encode(named, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
    Matcher number = NUMBER.matcher(modelId.toLowerCase(Locale.ROOT));
    return new GeminiModel(path, number.find() ? generation(number.group(1)) : 0);
  }

  /** Whether it wants a signature with the calls of tools that a conversation holds. */
  boolean wantsSignatures() {
    return generation >= SIGNING;
  }

  /** Whether it can be held to a schema and call tools in one request. */
  boolean combinesSchemaAndTools() {
    return generation >= SIGNING;
  }

  private static int generation(String digits) {
    return digits.length() > 4 ? 0 : Integer.parseInt(digits);
  }
}
