package dev.rung.server.app.cli;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads one of a few names, as the command line spells them; knows them all for the help. */
abstract class NameConverter<E extends Enum<E>> implements ITypeConverter<E>, Iterable<String> {
  private final List<E> values;

  NameConverter(E[] values) {
    this.values = Arrays.asList(values);
  }

  @Override
  public E convert(String text) {
    for (E value : values) {
      if (Show.label(value).equals(text)) {
        return value;
      }
    }
    throw new TypeConversionException(
        "must be one of " + String.join(", ", this) + ", not '" + text + "'");
  }

  @Override
  public Iterator<String> iterator() {
    return values.stream().map(Show::label).iterator();
  }
}
