package dev.rung.server.template;

import dev.rung.server.template.function.Arguments;
import dev.rung.server.template.function.TemplateFunction;
import dev.rung.server.template.function.Tongue;
import dev.rung.server.template.table.Figure;
import dev.rung.server.template.table.FigureTable;
import dev.rung.server.template.table.Texts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks a table for the group "metric" in the row of the groups that its keys name. */
record TableLookup(FigureTable table, Interpolation answer, Tongue language)
    implements TemplateFunction {
  /** The group that holds what is asked for. */
  static final String METRIC = "metric";

  /** What the table says, with its unit; says so where it is interpolated. */
  static final String VALUE = "value";

  @Override
  public Optional<String> answer(Arguments arguments) {
    List<String> keys = table.layout().keys();
    return table
        .find(arguments.get(METRIC), keys.stream().map(arguments::get).toList(), language)
        .flatMap(figure -> answer.answer(new Arguments(filled(figure, keys), language)));
  }

  private Map<String, String> filled(Figure figure, List<String> keys) {
    Map<String, String> groups = new HashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      groups.put(keys.get(i), figure.keys().get(i));
    }
    groups.put(METRIC, figure.metric());
    groups.put(VALUE, value(figure));
    return groups;
  }

  private String value(Figure figure) {
    return figure.between().isEmpty()
        ? figure.value()
        : figure.value() + " " + Texts.interpolated(language, figure.between());
  }
}
