package dev.rung.server.template;

import com.google.re2j.Pattern;
import dev.rung.server.template.table.FigureTable;
import dev.rung.server.template.table.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A table of figures as templates refer to it. */
record NamedTable(String name, FigureTable table) {
  private static final String METRIC = TableLookup.METRIC;
  private static final String NUMBER = "[-−]?[0-9][0-9.,]*";
  private static final String ENTRY = "[\\pL\\pN][\\pL\\pN\\pM .,&/'()+%_-]*?";

  /** The groups that every pattern needs: the metric and each key. */
  List<String> groups() {
    List<String> groups = new ArrayList<>(table.layout().keys());
    groups.add(METRIC);
    return groups;
  }

  /** What patterns may name in braces: each group. Longer names of metrics go first. */
  Map<String, String> words() {
    Map<String, String> words = new HashMap<>();
    for (String key : table.layout().keys()) {
      words.put(key, group(key, table.isNumeric(key) ? NUMBER : ENTRY));
    }
    String names =
        metricNames().stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    words.put(METRIC, group(METRIC, names));
    return words;
  }

  /** One word of each name of a metric: one of them is in every request. */
  List<String> keywords() {
    return metricNames().stream().map(Keywords::best).distinct().toList();
  }

  private List<String> metricNames() {
    return table.layout().metrics().stream().map(Metric::names).flatMap(List::stream).toList();
  }

  private static String group(String name, String pattern) {
    return "(?P<" + name + ">" + pattern + ")";
  }
}
