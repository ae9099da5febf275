package dev.rung.server.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The text of a file that is shipped beside this class. */
final class ShippedFile {
  private ShippedFile() {}

  /**
   * All of it.
   *
   * @throws IllegalStateException when it is missing: a broken build
   */
  static String text(String file) {
    try (InputStream in = ShippedFile.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the templates " + file + " are missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
