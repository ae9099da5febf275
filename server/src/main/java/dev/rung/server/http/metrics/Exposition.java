package dev.rung.server.http.metrics;

import dev.rung.server.generate.Money;
import java.math.BigDecimal;

/**
 * Figures in Prometheus' text format, version 0.0.4: families of samples, each family once and its
 * samples together. One thread.
 */
final class Exposition {
  private static final int NANO_DIGITS = 9;

  private final StringBuilder out = new StringBuilder();
  private String name = "";

  /** Begins a family of samples that may go up and down. */
  Exposition gauge(String family, String help) {
    return begin(family, "gauge", help);
  }

  /** Begins a family of samples that only go up, but for a new beginning at zero. */
  Exposition counter(String family, String help) {
    return begin(family, "counter", help);
  }

  private Exposition begin(String family, String type, String help) {
    name = family;
    out.append("# HELP ").append(family).append(' ').append(help).append('\n');
    out.append("# TYPE ").append(family).append(' ').append(type).append('\n');
    return this;
  }

  /** A sample of the family; labels are names and values in turn. */
  Exposition sample(long value, String... labels) {
    return write(Long.toString(value), labels);
  }

  Exposition sample(double value, String... labels) {
    return write(Double.toString(value), labels);
  }

  /** A sample in US dollars, exact. */
  Exposition sample(Money value, String... labels) {
    return write(BigDecimal.valueOf(value.nanos(), NANO_DIGITS).toPlainString(), labels);
  }

  private Exposition write(String value, String... labels) {
    out.append(name);
    for (int i = 0; i < labels.length; i += 2) {
      out.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
      escape(labels[i + 1]);
      out.append('"');
    }
    out.append(labels.length == 0 ? " " : "} ").append(value).append('\n');
    return this;
  }

  private void escape(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> out.append("\\\\");
        case '"' -> out.append("\\\"");
        case '\n' -> out.append("\\n");
        default -> out.append(c);
      }
    }
  }

  /** Everything, as it is sent. */
  @Override
  public String toString() {
    return out.toString();
  }
}
