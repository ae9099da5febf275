package dev.rung.trainer.task;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How programs write a name of several words. */
enum NameStyle {
  CAMEL("camelCase") {
    @Override
    String write(List<String> words) {
      return words.getFirst() + capitals(words.subList(1, words.size()));
    }
  },
  PASCAL("PascalCase") {
    @Override
    String write(List<String> words) {
      return capitals(words);
    }
  },
  SNAKE("snake_case") {
    @Override
    String write(List<String> words) {
      return String.join("_", words);
    }
  },
  KEBAB("kebab-case") {
    @Override
    String write(List<String> words) {
      return String.join("-", words);
    }
  },
  CONSTANT("UPPER_CASE") {
    @Override
    String write(List<String> words) {
      return String.join("_", words).toUpperCase(Locale.ROOT);
    }
  };

  private final String title;

  NameStyle(String title) {
    this.title = title;
  }

  /** As people call it. */
  String title() {
    return title;
  }

  /** A name of these words, which are in small letters. */
  abstract String write(List<String> words);

  private static String capitals(List<String> words) {
    return words.stream().map(Vocabulary::capitalized).collect(Collectors.joining());
  }
}
