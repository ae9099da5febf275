package dev.rung.server.template.function;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The smallest useful text of the file that the group "file" names. */
final class StarterFile implements TemplateFunction {
  static final Set<String> FILES =
      Set.of(
          "package.json",
          "pyproject.toml",
          "tsconfig.json",
          "cargo.toml",
          "go.mod",
          "pom.xml",
          "composer.json",
          "cmakelists.txt",
          "gemfile");

  @Override
  public Optional<String> answer(Arguments arguments) {
    String file = arguments.get("file").toLowerCase(Locale.ROOT);
    return FILES.contains(file) ? ShippedText.read("starter-file", file + ".md") : Optional.empty();
  }
}
