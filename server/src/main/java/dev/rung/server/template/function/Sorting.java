package dev.rung.server.template.function;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Sorts the payload: as numbers where all are, else by the alphabet, without looking at case and
 * accents first. The group "order" turns it round; "what" says what the items are.
 */
final class Sorting implements TemplateFunction {
  private static final Comparator<String> ALPHABETIC =
      Comparator.comparing(Sorting::plain).thenComparing(Comparator.naturalOrder());
  private static final Comparator<Rational> NUMERIC = (left, right) -> left.minus(right).signum();

  private record Numbered(String text, Rational value) {}

  @Override
  public Optional<String> answer(Arguments arguments) {
    return Items.named(arguments)
        .filter(items -> !hasDates(items))
        .map(items -> items.written(sorted(items.items(), isTurned(arguments.get("order")))));
  }

  private static boolean isTurned(String order) {
    String lower = order.toLowerCase(Locale.ROOT);
    return lower.contains("descending")
        || lower.contains("reverse")
        || lower.contains("z to a")
        || lower.contains("largest to")
        || lower.contains("high to");
  }

  /** Numbers with words beside them mean more than their letters. */
  private static boolean hasDates(Items items) {
    return items.items().stream()
            .anyMatch(item -> item.matches("(?s).*[0-9].*") && Numbers.parse(item).isEmpty())
        && !items.isLines();
  }

  private static List<String> sorted(List<String> items, boolean turned) {
    List<Numbered> numbers = new ArrayList<>();
    for (String item : items) {
      Numbers.parse(item.strip()).ifPresent(value -> numbers.add(new Numbered(item, value)));
    }
    Comparator<Numbered> byValue = Comparator.comparing(Numbered::value, NUMERIC);
    return numbers.size() == items.size()
        ? numbers.stream()
            .sorted(turned ? byValue.reversed() : byValue)
            .map(Numbered::text)
            .toList()
        : items.stream().sorted(turned ? ALPHABETIC.reversed() : ALPHABETIC).toList();
  }

  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT);
  }
}
