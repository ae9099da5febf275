package dev.rung.local.tokenizer;

import static java.util.Objects.requireNonNull;

import com.hubspot.jinjava.el.ext.NamedParameter;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.objects.Namespace;
import com.hubspot.jinjava.objects.date.StrftimeFormatter;
import java.time.Instant;
import java.time.ZoneId;

/** Functions that transformers gives to templates. Called by reflection. */
public final class JinjaFunctions {
  private JinjaFunctions() {}

  /** {@code raise_exception}: the template does not take the conversation. */
  public static String refuse(Object reason) {
    budget(JinjavaInterpreter.getCurrent()).refuse();
    return "";
  }

  /** {@code strftime_now}: the day and time in a format of C. */
  public static String date(String format) {
    long now =
        JinjavaInterpreter.getCurrent().getConfig().getDateTimeProvider().getCurrentTimeMillis();
    return StrftimeFormatter.format(
        Instant.ofEpochMilli(now).atZone(ZoneId.systemDefault()), format);
  }

  /** {@code namespace}: an object whose fields can be set within loops. */
  public static Namespace namespace(Object... fields) {
    Namespace namespace = new Namespace();
    for (Object field : fields) {
      if (field instanceof NamedParameter named) {
        namespace.put(named.getName(), named.getValue());
      }
    }
    return namespace;
  }

  static RenderBudget budget(JinjavaInterpreter interpreter) {
    return (RenderBudget)
        requireNonNull(interpreter.getContext().get(RenderBudget.KEY), RenderBudget.KEY);
  }
}
