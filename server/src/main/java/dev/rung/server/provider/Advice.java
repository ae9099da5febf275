package dev.rung.server.provider;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What an operator can do to get models that are not there. Immutable.
 *
 * @param any how to get some model, as the end of a sentence without a full stop
 * @param byName the same for models that are known by name or alias, in lower case, as a sentence
 */
public record Advice(String any, Map<String, String> byName) {
  /** Nothing is known of what could be had. */
  public static final Advice NONE = new Advice("configure a model", Map.of());

  public Advice {
    byName = Map.copyOf(byName);
  }

  /** How to get the model of this name or alias, in any case; absent where nobody knows it. */
  public Optional<String> on(String nameOrAlias) {
    return Optional.ofNullable(byName.get(nameOrAlias.toLowerCase(Locale.ROOT)));
  }

  /** How to get some model, as a sentence. */
  public String sentence() {
    return any.substring(0, 1).toUpperCase(Locale.ROOT) + any.substring(1) + ".";
  }
}
