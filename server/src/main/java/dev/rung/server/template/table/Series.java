package dev.rung.server.template.table;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Rows in the order of their one numeric key, for each combination of the other keys.
 *
 * @param key which of the keys is the number
 */
record Series(int key, Map<List<String>, NavigableMap<BigDecimal, Row>> rows) {
  Series(int key) {
    this(key, new HashMap<>());
  }

  void add(List<String> keys, Row row) {
    rows.computeIfAbsent(others(keys), any -> new TreeMap<>())
        .put(new BigDecimal(keys.get(key)), row);
  }

  /** The rows next to a number that has none of its own; empty outside of the table. */
  Optional<Pair> around(List<String> keys) {
    BigDecimal number = new BigDecimal(keys.get(key));
    NavigableMap<BigDecimal, Row> of = rows.getOrDefault(others(keys), new TreeMap<>());
    Map.Entry<BigDecimal, Row> low = of.lowerEntry(number);
    Map.Entry<BigDecimal, Row> high = of.higherEntry(number);
    return low == null || high == null
        ? Optional.empty()
        : Optional.of(new Pair(low, high, number));
  }

  /** The numeric key of a row. */
  String number(Row row, Columns columns) {
    return columns.keys(row).get(key);
  }

  /** The keys of a row with another number among them. */
  List<String> withNumber(List<String> keys, List<String> wanted) {
    List<String> changed = new ArrayList<>(keys);
    changed.set(key, wanted.get(key));
    return changed;
  }

  private List<String> others(List<String> keys) {
    List<String> others = new ArrayList<>(keys);
    others.remove(key);
    return others;
  }

  /** Two rows and a number between theirs. */
  record Pair(Map.Entry<BigDecimal, Row> low, Map.Entry<BigDecimal, Row> high, BigDecimal number) {
    /** The value there, with as many decimals as the more exact of the two; empty without both. */
    Optional<Point> at(int metric, Columns columns) {
      String below = columns.cell(low.getValue(), metric);
      String above = columns.cell(high.getValue(), metric);
      if (below.isEmpty() || above.isEmpty()) {
        return Optional.empty();
      }
      BigDecimal from = new BigDecimal(below);
      BigDecimal to = new BigDecimal(above);
      BigDecimal way = number.subtract(low.getKey());
      BigDecimal share =
          way.multiply(to.subtract(from))
              .divide(high.getKey().subtract(low.getKey()), MathContext.DECIMAL128);
      int decimals = Math.max(from.scale(), to.scale());
      BigDecimal value = from.add(share).setScale(decimals, RoundingMode.HALF_EVEN);
      return Optional.of(new Point(low.getValue(), high.getValue(), value));
    }
  }

  /** An interpolated value and the rows it came from. */
  record Point(Row low, Row high, BigDecimal value) {}
}
