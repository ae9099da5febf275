package dev.rung.server.template;

import com.google.re2j.Pattern;
import dev.rung.server.template.table.FigureTable;
import dev.rung.server.template.table.Layout;
import dev.rung.server.template.table.Metric;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads one [[table]] of a file: what the columns of a file of figures are. */
final class TableReader {
  private static final String OWNER = "a table";
  private static final Set<String> KEYS =
      Set.of("name", "file", "keys", "metrics", "names", "interpolate");
  private static final Set<String> METRIC_KEYS = Set.of("column", "unit", "names");
  private static final Pattern KEY = Pattern.compile("[a-z][a-z_]*");

  private TableReader() {}

  static NamedTable read(TomlEntry toml, CsvFiles files) throws TemplateFileException {
    toml.allowOnly(KEYS);
    String name = toml.name(OWNER);
    var layout = new Layout(keys(toml), metrics(toml), otherNames(toml), isInterpolated(toml));
    FigureTable table = files.read(toml, OWNER, csv -> FigureTable.of(layout, csv));
    return new NamedTable(name, table);
  }

  private static List<String> keys(TomlEntry toml) throws TemplateFileException {
    List<String> keys = new ArrayList<>();
    for (Placed key : toml.strings("keys")) {
      boolean taken = key.text().equals(TableLookup.METRIC) || key.text().equals(TableLookup.VALUE);
      if (taken || !KEY.matches(key.text()) || keys.contains(key.text())) {
        throw key.place()
            .error("a key is a column named in small letters and underscores, not metric or value");
      }
      keys.add(key.text());
    }
    if (keys.isEmpty()) {
      throw toml.place().error("a table needs keys: the columns that tell its rows apart");
    }
    return keys;
  }

  private static List<Metric> metrics(TomlEntry toml) throws TemplateFileException {
    List<Metric> metrics = new ArrayList<>();
    for (TomlEntry metric : toml.entries("metrics")) {
      metric.allowOnly(METRIC_KEYS);
      String column = metric.required("column", "a metric");
      List<String> names = new ArrayList<>(List.of(column.replace('_', ' ')));
      for (Placed name : metric.strings("names")) {
        names.add(name.text());
      }
      checkNames(names, metric);
      metrics.add(new Metric(column, metric.string("unit").orElse(""), names));
    }
    if (metrics.isEmpty()) {
      throw toml.place().error("a table needs metrics: the columns that are asked for");
    }
    return metrics;
  }

  /** Without a word in it, a name could never be found in a request. */
  private static void checkNames(List<String> names, TomlEntry metric)
      throws TemplateFileException {
    for (String name : names) {
      if (Keywords.best(name).isEmpty()) {
        throw metric.place().error("\"" + name + "\" has no word in it");
      }
    }
  }

  private static Map<String, String> otherNames(TomlEntry toml) throws TemplateFileException {
    TomlEntry names = toml.entry("names");
    Map<String, String> byName = new HashMap<>();
    for (String cell : names.table().keySet()) {
      for (Placed other : names.strings(cell)) {
        String earlier = byName.putIfAbsent(other.text(), cell);
        if (earlier != null && !earlier.equals(cell)) {
          throw other
              .place()
              .error("\"" + other.text() + "\" is a name of " + earlier + " already");
        }
      }
    }
    return byName;
  }

  private static boolean isInterpolated(TomlEntry toml) throws TemplateFileException {
    String interpolate = toml.string("interpolate").orElse("no");
    return switch (interpolate) {
      case "no" -> false;
      case "linear" -> true;
      default -> throw toml.at("interpolate").error("interpolate must be \"no\" or \"linear\"");
    };
  }
}
