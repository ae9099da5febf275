package dev.rung.server.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The table [templates].
 *
 * @param dir a folder of templates beside the built-in ones
 */
public record TemplateSettings(Optional<Path> dir) {
  public static final TemplateSettings DEFAULT = new TemplateSettings(Optional.empty());

  static TemplateSettings read(Section section) {
    return new TemplateSettings(section.find("dir", Format.PATH).map(section.reading()::resolve));
  }
}
