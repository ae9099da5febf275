package dev.rung.server.provider;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys of a provider, each in the order of the configuration. No two have one name.
 *
 * @param present those that calls can be made with; empty where none is needed or none is there
 */
public record KeySet(List<ApiKey> present, List<MissingKey> missing) {
  public static final KeySet NONE = new KeySet(List.of(), List.of());

  public KeySet {
    present = List.copyOf(present);
    missing = List.copyOf(missing);
  }

  /** One key alone. */
  public static KeySet of(ApiKey key) {
    return new KeySet(List.of(key), List.of());
  }

  /** Whether this is where its only key comes from. */
  public boolean isOnly(KeySource source) {
    List<KeySource> all =
        Stream.concat(
                present.stream().map(ApiKey::source), missing.stream().map(MissingKey::source))
            .toList();
    return all.equals(List.of(source));
  }

  /** The first variable that one of them comes from, for messages. */
  public Optional<String> variable() {
    return Stream.concat(
            present.stream().map(ApiKey::source), missing.stream().map(MissingKey::source))
        .filter(KeySource.Variable.class::isInstance)
        .map(KeySource::text)
        .findFirst();
  }

  /** The first key, for a question that any of them may ask. */
  public Optional<ApiKey> first() {
    return present.stream().findFirst();
  }
}
