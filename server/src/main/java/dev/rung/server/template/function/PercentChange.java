package dev.rung.server.template.function;

import java.util.Locale;
import java.util.Optional;

/** Numbers that grow or shrink by so many percent. */
final class PercentChange {
  private static final Rational HUNDRED = Rational.of(100);

  private PercentChange() {}

  /**
   * By how many percent "to" differs from "from"; empty where the group "kind" says increase and it
   * is a decrease, or the other way round.
   */
  static Optional<String> between(Arguments arguments) {
    Optional<Rational> from =
        Numbers.parse(arguments.get("from")).filter(value -> value.signum() > 0);
    return Numbers.parse(arguments.get("to"))
        .flatMap(to -> from.map(value -> to.minus(value).times(HUNDRED).dividedBy(value)))
        .filter(change -> agrees(change, arguments.get("kind").toLowerCase(Locale.ROOT)))
        .map(PercentChange::shown);
  }

  private static boolean agrees(Rational change, String kind) {
    return switch (kind) {
      case "increase" -> change.signum() >= 0;
      case "decrease" -> change.signum() <= 0;
      default -> true;
    };
  }

  private static String shown(Rational change) {
    String rounded = change.isShownExactly() ? "" : "≈ ";
    return rounded + (change.signum() > 0 ? "+" : "") + change + "%";
  }

  /** The number "base" changed by "percent"; the group "verb" says which way. */
  static Optional<String> applied(Arguments arguments) {
    String verb = arguments.get("verb").toLowerCase(Locale.ROOT);
    boolean isLess = verb.startsWith("decrease") || verb.startsWith("reduce");
    return Numbers.parse(arguments.get("percent"))
        .map(percent -> isLess ? HUNDRED.minus(percent) : HUNDRED.plus(percent))
        .filter(share -> share.signum() >= 0)
        .flatMap(share ->
            Numbers.parse(arguments.get("base")).map(base -> base.times(share).dividedBy(HUNDRED)))
        .map(value -> Amounts.shown(value, arguments.get("currency"), arguments.language()));
  }

  /** A tip of "percent" on "base" and both together, to the cent. */
  static Optional<String> tip(Arguments arguments) {
    String currency = arguments.get("currency");
    Optional<Rational> percent = Numbers.parse(arguments.get("percent"));
    return Numbers.parse(arguments.get("base"))
        .flatMap(base ->
            percent.map(share -> {
              Rational tip = base.times(share).dividedBy(HUNDRED);
              return "Tip %s, in all %s."
                  .formatted(
                      Amounts.inCents(tip, currency), Amounts.inCents(base.plus(tip), currency));
            }));
  }
}
