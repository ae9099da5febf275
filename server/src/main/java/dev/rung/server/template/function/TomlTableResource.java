package dev.rung.server.template.function;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;

/** A table of facts that is shipped beside the templates. */
final class TomlTableResource {
  private static final String FOLDER = "/dev/rung/server/template/tables/";

  private TomlTableResource() {}

  /**
   * The table of this file name.
   *
   * @throws IllegalStateException when it is missing or malformed: a broken build
   */
  static TomlParseResult read(String name) {
    try (InputStream in = TomlTableResource.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("the table " + name + " is missing");
      }
      TomlParseResult table = Toml.parse(in);
      if (table.hasErrors()) {
        throw new IllegalStateException(name + ": " + table.errors().getFirst());
      }
      return table;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
