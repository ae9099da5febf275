package dev.rung.server.template;

import com.google.re2j.Pattern;

/**
 * Texts that are written where any text would do, so that nothing else can be meant by them though
 * they stand without quotes: "base64 encode Hello, World!".
 */
final class SampleText {
  private static final Pattern KNOWN =
      Pattern.compile(
          "hello,? world!?|foo,? ?bar(?:,? ?baz)?|lorem ipsum(?: dolor sit amet)?"
              + "|the quick brown fox(?: jumps over the lazy dog)?",
          Pattern.CASE_INSENSITIVE);

  private SampleText() {}

  static boolean is(String text) {
    return KNOWN.matches(text);
  }
}
