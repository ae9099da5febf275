package dev.rung.local.tokenizer;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.filter.Filter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code tojson}, on one line, with the spaces that Python's json has. */
final class JsonFilter implements Filter {

  @Override
  public Object filter(
      @Nullable Object value, JinjavaInterpreter interpreter, String... arguments) {
    return json(value, JinjaFunctions.budget(interpreter));
  }

  private static String json(@Nullable Object value, RenderBudget budget) {
    budget.step(1);
    budget.read(value);
    return switch (value) {
      case null -> "null";
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(entry ->
                  quoted(String.valueOf(entry.getKey())) + ": " + json(entry.getValue(), budget))
              .collect(Collectors.joining(", ", "{", "}"));
      case List<?> list ->
          list.stream().map(each -> json(each, budget)).collect(Collectors.joining(", ", "[", "]"));
      case Number number -> number.toString();
      case Boolean flag -> flag.toString();
      default -> quoted(value.toString());
    };
  }

  private static String quoted(String text) {
    return new String(
            com.fasterxml.jackson.core.io.JsonStringEncoder.getInstance().quoteAsString(text))
        .transform(inner -> '"' + inner + '"');
  }

  @Override
  public String getName() {
    return "tojson";
  }
}
