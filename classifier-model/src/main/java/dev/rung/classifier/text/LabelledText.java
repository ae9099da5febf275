package dev.rung.classifier.text;

import java.util.regex.Pattern;

/**
 * A prompt whose tier is known because of how it was made.
 *
 * @param text the prompt, not blank
 * @param tier 0 to 4
 * @param template the group of templates it was drawn from; leave whole groups out to validate
 * @param language ISO 639-1
 * @param kind of task, in lower-case letters and hyphens
 * @param gain what a strong model adds to the quality of the answer, 0 to 1
 */
public record LabelledText(
    String text, int tier, String template, String language, String kind, double gain) {
  private static final Pattern KIND = Pattern.compile("[a-z][a-z-]*");

  public LabelledText {
    if (text.isBlank()) {
      throw new IllegalArgumentException("text of template " + template + " is blank");
    }
    if (tier < 0 || tier > 4) {
      throw new IllegalArgumentException("tier must be 0 to 4, not " + tier);
    }
    if (!KIND.matcher(kind).matches()) {
      throw new IllegalArgumentException("kind must be letters and hyphens, not " + kind);
    }
    if (!(gain >= 0 && gain <= 1)) {
      throw new IllegalArgumentException("gain must be 0 to 1, not " + gain);
    }
  }
}
