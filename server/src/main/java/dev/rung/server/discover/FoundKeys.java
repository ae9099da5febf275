package dev.rung.server.discover;

import dev.rung.server.config.ConfiguredKey;
import dev.rung.server.config.KeyText;
import dev.rung.server.config.Loaded;
import dev.rung.server.provider.ApiKey;
import dev.rung.server.provider.KeySet;
import dev.rung.server.provider.KeySource;
import dev.rung.server.provider.MissingKey;
import dev.rung.server.provider.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys as they stand in the environment and in files now. Holds keys: never logged. */
record FoundKeys(Environment environment) {

  /**
   * Those that are configured; where none is, the one that is usual for the place, which is missing
   * only where it is needed.
   */
  KeySet of(List<ConfiguredKey> configured, Endpoint endpoint) {
    boolean needed = !configured.isEmpty() || endpoint.keyNeeded();
    List<ConfiguredKey> wanted = configured.isEmpty() ? usual(endpoint) : configured;
    List<ApiKey> present = new ArrayList<>();
    List<MissingKey> missing = new ArrayList<>();
    for (ConfiguredKey key : wanted) {
      switch (read(key.source())) {
        case Loaded.Good<Secret>(var secret) ->
            present.add(new ApiKey(key.name(), key.source(), key.weight(), secret));
        case Loaded.Bad<Secret>(var advice) ->
            missing.add(new MissingKey(key.name(), key.source(), advice));
      }
    }
    return new KeySet(present, needed ? missing : List.of());
  }

  /** The first of its variables that is set; of several, none of which is, the usual one. */
  private List<ConfiguredKey> usual(Endpoint endpoint) {
    Optional<String> variable =
        environment
            .firstSet(endpoint.keyVariables())
            .or(() -> endpoint.keyVariables().stream().findFirst());
    return variable.stream()
        .map(name -> new ConfiguredKey(name, new KeySource.Variable(name), 1))
        .toList();
  }

  private Loaded<Secret> read(KeySource source) {
    return switch (source) {
      case KeySource.OfFile(var path) -> KeyText.ofFile(path);
      case KeySource.Variable(var name) ->
          environment
              .get(name)
              .map(text -> KeyText.ofVariable(name, text))
              .orElseGet(() -> new Loaded.Bad<>("set " + name));
    };
  }

  @Override
  public String toString() {
    return "FoundKeys";
  }
}
