package dev.rung.server.template.function;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The payload as part of an address: small ASCII letters and digits, with hyphens between words.
 */
final class Slug implements TemplateFunction {
  /** Letters that are no ASCII letter with a mark; umlauts as German writes them without. */
  private static final Map<String, String> WRITTEN_OUT =
      Map.of(
          "ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "ł", "l", "đ",
          "d", "þ", "th");

  /** Empty for other alphabets, whose spelling in ASCII is not settled. */
  @Override
  public Optional<String> answer(Arguments arguments) {
    String text =
        Normalizer.normalize(arguments.text(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    for (Map.Entry<String, String> letter : WRITTEN_OUT.entrySet()) {
      text = text.replace(letter.getKey(), letter.getValue());
    }
    String plain = Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    boolean isLatin = plain.chars().noneMatch(c -> c > 127 && Character.isLetterOrDigit(c));
    String slug =
        plain.replaceAll("['’]", "").replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    return Optional.of(slug).filter(some -> isLatin && !some.isEmpty());
  }
}
