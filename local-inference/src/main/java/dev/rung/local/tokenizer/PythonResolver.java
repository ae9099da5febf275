package dev.rung.local.tokenizer;

import com.hubspot.jinjava.el.ext.JinjavaBeanELResolver;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.exptest.ExpTest;
import com.hubspot.jinjava.lib.filter.Filter;
import com.hubspot.jinjava.util.ForLoop;
import java.beans.FeatureDescriptor;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jinjava.javax.el.ELContext;
import jinjava.javax.el.ELException;
import jinjava.javax.el.ELResolver;
import org.jspecify.annotations.Nullable;

/**
 * What a template can reach from a value: what Python has for texts, lists and dictionaries, and
 * the state of a loop. No property or method of a Java object.
 */
final class PythonResolver extends ELResolver {
  private final ELResolver library = new JinjavaBeanELResolver(true);

  @Override
  public @Nullable Object getValue(ELContext context, @Nullable Object base, Object property) {
    if (base == null) {
      return null;
    }
    context.setPropertyResolved(true);
    return switch (base) {
      case Map<?, ?> map -> map.get(String.valueOf(property));
      case List<?> list -> index(property, list.size()).map(list::get).orElse(null);
      case String text ->
          index(property, text.length()).map(at -> text.substring(at, at + 1)).orElse(null);
      case ForLoop loop -> ofLoop(loop, String.valueOf(property));
      default -> null;
    };
  }

  /** Counts from the end where it is negative; comes as a text or a number. */
  private static Optional<Integer> index(Object property, int length) {
    try {
      int index = Integer.parseInt(String.valueOf(property));
      int fromStart = index < 0 ? length + index : index;
      return fromStart >= 0 && fromStart < length ? Optional.of(fromStart) : Optional.empty();
    } catch (NumberFormatException noIndex) {
      return Optional.empty();
    }
  }

  private static @Nullable Object ofLoop(ForLoop loop, String property) {
    return switch (property) {
      case "index" -> loop.getIndex();
      case "index0" -> loop.getIndex0();
      case "revindex" -> loop.getRevindex();
      case "revindex0" -> loop.getRevindex0();
      case "first" -> loop.isFirst();
      case "last" -> loop.isLast();
      case "length" -> loop.getLength();
      default -> throw new ELException("loop." + property + " is not supported");
    };
  }

  @Override
  public @Nullable Object invoke(
      ELContext context,
      Object base,
      Object method,
      Class<?> @Nullable [] types,
      Object[] arguments) {
    context.setPropertyResolved(true);
    String name = String.valueOf(method);
    return switch (base) {
      case String text -> {
        JinjaFunctions.budget(JinjavaInterpreter.getCurrent()).read(text, arguments);
        yield PythonText.call(text, name, arguments);
      }
      case Map<?, ?> map -> ofMap(map, name, arguments);
      case Filter _ when name.equals("filter") -> ofLibrary(context, base, name, types, arguments);
      case ExpTest _ when name.startsWith("evaluate") ->
          ofLibrary(context, base, name, types, arguments);
      default -> throw new ELException("the method " + name + " is not supported");
    };
  }

  /** Filters and tests are called as methods of objects that a template cannot name. */
  private Object ofLibrary(
      ELContext context,
      Object base,
      String name,
      Class<?> @Nullable [] types,
      Object[] arguments) {
    return library.invoke(context, base, name, types, arguments);
  }

  private static @Nullable Object ofMap(Map<?, ?> map, String name, Object[] arguments) {
    return switch (name) {
      case "items" -> List.copyOf(map.entrySet());
      case "keys" -> List.copyOf(map.keySet());
      case "values" -> List.copyOf(map.values());
      case "get" -> {
        Object value = map.get(String.valueOf(arguments[0]));
        yield value == null && arguments.length > 1 ? arguments[1] : value;
      }
      default -> throw new ELException("the method " + name + " is not supported");
    };
  }

  @Override
  public Class<?> getType(ELContext context, @Nullable Object base, Object property) {
    return Object.class;
  }

  @Override
  public void setValue(ELContext context, Object base, Object property, Object value) {
    throw new ELException("values cannot be changed");
  }

  @Override
  public boolean isReadOnly(ELContext context, Object base, Object property) {
    return true;
  }

  @Override
  public Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, Object base) {
    return Collections.emptyIterator();
  }

  @Override
  public Class<?> getCommonPropertyType(ELContext context, Object base) {
    return Object.class;
  }
}
