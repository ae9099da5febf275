package dev.rung.server.template.function;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A function that takes no payload which may be a title: "how many words are in "War and Peace""
 * asks about the book. All words with four letters or more begin with a capital, and so does the
 * first; "Hello, World!" is none.
 */
record Untitled(TemplateFunction function) implements TemplateFunction {
  private static final Pattern SMALL_WORD = Pattern.compile("(?:^|\\P{L})\\p{Ll}\\p{L}{3,}");
  private static final Pattern SAMPLE = Pattern.compile("(?i)hello,? world!?");

  @Override
  public Optional<String> answer(Arguments arguments) {
    return isTitle(arguments.text()) ? Optional.empty() : function.answer(arguments);
  }

  private static boolean isTitle(String text) {
    String stripped = text.strip();
    return !stripped.isEmpty()
        && Character.isUpperCase(stripped.codePointAt(0))
        && !SMALL_WORD.matcher(stripped).find()
        && !SAMPLE.matcher(stripped).matches();
  }
}
