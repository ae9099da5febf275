package dev.rung.server.template.function;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Starting texts that are shipped beside the templates: a file each, read when asked for. */
final class ShippedText {
  private static final String FOLDER = "/dev/rung/server/template/boilerplate/";

  private ShippedText() {}

  /**
   * The text without white space at its end; empty where there is none.
   *
   * @param kind the folder
   * @param file its name; both from our own tables and patterns, never as a caller wrote them
   */
  static Optional<String> read(String kind, String file) {
    try (InputStream in = ShippedText.class.getResourceAsStream(FOLDER + kind + "/" + file)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).stripTrailing());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In a code fence, with a line before it that says what it is. */
  static String fenced(String introduction, String syntax, String text) {
    return introduction + ":\n\n```" + syntax + "\n" + text + "\n```";
  }
}
