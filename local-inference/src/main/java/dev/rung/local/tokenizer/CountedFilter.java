package dev.rung.local.tokenizer;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.filter.AdvancedFilter;
import com.hubspot.jinjava.lib.filter.Filter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A filter whose work is counted, and which is not begun where it would make too long a text. */
final class CountedFilter implements AdvancedFilter {
  private final Filter filter;

  CountedFilter(Filter filter) {
    this.filter = filter;
  }

  @Override
  public @Nullable Object filter(
      @Nullable Object value,
      JinjavaInterpreter interpreter,
      Object[] arguments,
      Map<String, Object> named) {
    RenderBudget budget = JinjaFunctions.budget(interpreter);
    budget.read(value, arguments);
    budget.read(value, named.values().toArray());
    TextLength.check(filter.getName(), value, arguments, named);
    return filter.filter(value, interpreter, arguments, named);
  }

  @Override
  public boolean preserveSafeString() {
    return filter.preserveSafeString();
  }

  @Override
  public String getName() {
    return filter.getName();
  }
}
