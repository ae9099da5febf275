package dev.rung.server.template.table;

import dev.rung.server.template.function.Arguments;
import dev.rung.server.template.function.Articles;
import dev.rung.server.template.function.TemplateFunction;
import dev.rung.server.template.function.Tongue;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Currencies by every name they go by, and their rates of one day. Converts the group "value" from
 * the currency "from" to the currency "to", and says of which day the rates are.
 */
public final class RateTable implements TemplateFunction {
  private static final MathContext ROUNDED = new MathContext(12);

  private final String date;
  private final Map<String, Rate> byName = new HashMap<>();

  private RateTable(String date) {
    this.date = date;
  }

  /**
   * The table: the columns date, base, currency, rate (how much of the currency one unit of the
   * base is) and, where there is one, names (other names, separated by bars).
   *
   * @throws TableException for the first thing that is wrong
   */
  public static RateTable of(CsvTable csv) throws TableException {
    var reader = RateRow.reader(csv);
    RateRow first = reader.read(csv.rows().getFirst());
    var table = new RateTable(first.date());
    table.add(first.line(), first.base(), new Rate(first.base(), BigDecimal.ONE));
    for (Row row : csv.rows()) {
      RateRow read = reader.read(row);
      if (!read.date().equals(first.date()) || !read.base().equals(first.base())) {
        throw new TableException(row.line(), "date and base must be the same in every row");
      }
      table.add(read);
    }
    return table;
  }

  @Override
  public Optional<String> answer(Arguments arguments) {
    Optional<Rate> from = named(arguments.get("from"));
    Optional<Rate> to = named(arguments.get("to"));
    return value(arguments)
        .filter(value -> value.signum() >= 0)
        .flatMap(
            value -> from.flatMap(f -> to.map(t -> converted(value, f, t, arguments.language()))));
  }

  private static Optional<BigDecimal> value(Arguments arguments) {
    String value = arguments.get("value");
    return Articles.isOne(value)
        ? Optional.of(BigDecimal.ONE)
        : arguments.language().decimal(value);
  }

  private Optional<Rate> named(String name) {
    return Optional.ofNullable(byName.get(Names.ofEntry(name)));
  }

  private String converted(BigDecimal value, Rate from, Rate to, Tongue language) {
    BigDecimal above = value.multiply(to.perBase());
    BigDecimal rounded = above.divide(from.perBase(), ROUNDED);
    boolean exact = rounded.multiply(from.perBase()).compareTo(above) == 0;
    return amount(value, from, language)
        + (exact ? " = " : " ≈ ")
        + amount(rounded, to, language)
        + " "
        + Texts.ofRates(language, date);
  }

  private static String amount(BigDecimal value, Rate currency, Tongue language) {
    String plain = value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    return language.shown(plain) + " " + currency.code();
  }

  private void add(RateRow read) throws TableException {
    boolean isBase = read.currency().equals(read.base());
    if (isBase && read.rate().compareTo(BigDecimal.ONE) != 0) {
      throw new TableException(read.line(), "the rate of the base currency is 1");
    }
    var rate = new Rate(read.currency(), read.rate());
    if (!isBase) {
      add(read.line(), read.currency(), rate);
    }
    for (String name : read.names()) {
      add(read.line(), name, rate);
    }
  }

  private void add(int line, String name, Rate rate) throws TableException {
    Rate other = byName.putIfAbsent(Names.ofEntry(name), rate);
    if (other != null && !other.equals(rate)) {
      throw new TableException(line, "\"" + name + "\" is a name of " + other.code() + " already");
    }
  }
}
