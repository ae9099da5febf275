package dev.rung.local.tokenizer;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.filter.Filter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code items}: the pairs of a dictionary. */
final class ItemsFilter implements Filter {

  @Override
  public Object filter(
      @Nullable Object value, JinjavaInterpreter interpreter, String... arguments) {
    return value instanceof Map<?, ?> map ? List.copyOf(map.entrySet()) : List.of();
  }

  @Override
  public String getName() {
    return "items";
  }
}
