package dev.rung.classifier;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A language that code is written in. */
public enum CodeLanguage {
  PYTHON,
  JAVA,
  JAVASCRIPT,
  TYPESCRIPT,
  GO,
  RUST,
  CPP,
  CSHARP,
  RUBY,
  PHP,
  SQL,
  SHELL,
  MARKUP;

  private static final Map<String, CodeLanguage> OTHER_NAMES =
      Map.ofEntries(
          Map.entry("py", PYTHON),
          Map.entry("python3", PYTHON),
          Map.entry("js", JAVASCRIPT),
          Map.entry("jsx", JAVASCRIPT),
          Map.entry("node", JAVASCRIPT),
          Map.entry("ts", TYPESCRIPT),
          Map.entry("tsx", TYPESCRIPT),
          Map.entry("golang", GO),
          Map.entry("rs", RUST),
          Map.entry("c", CPP),
          Map.entry("c++", CPP),
          Map.entry("cs", CSHARP),
          Map.entry("c#", CSHARP),
          Map.entry("rb", RUBY),
          Map.entry("sh", SHELL),
          Map.entry("bash", SHELL),
          Map.entry("zsh", SHELL),
          Map.entry("html", MARKUP),
          Map.entry("xml", MARKUP),
          Map.entry("json", MARKUP),
          Map.entry("yaml", MARKUP),
          Map.entry("css", MARKUP));

  /** The language of this name or usual file ending, such as "java", "Python" or "rs". */
  public static Optional<CodeLanguage> named(String name) {
    String lower = name.strip().toLowerCase(Locale.ROOT);
    for (CodeLanguage language : values()) {
      if (language.name().toLowerCase(Locale.ROOT).equals(lower)) {
        return Optional.of(language);
      }
    }
    return Optional.ofNullable(OTHER_NAMES.get(lower));
  }
}
