package dev.rung.server.config;

import dev.rung.server.provider.ApiKey;
import dev.rung.server.provider.KeySource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A key of a provider, as it was written; the key itself never stands in a configuration.
 *
 * @param name unique among the provider's keys
 */
public record ConfiguredKey(String name, KeySource source, int weight) {
  static final String REFUSAL =
      " must not stand in a file: put it in a variable and name that in api_key_env, or in a file"
          + " of its own and name that in api_key_file";

  private static final Format<String> NAME =
      Format.parsed("a name of 1 to 100 visible characters", Optional::of)
          .where(ConfiguredKey::isName);
  private static final Format<Integer> WEIGHT = Format.count(0, ApiKey.MOST_WEIGHT);

  /** What stands there by mistake may be the key itself, and the path of a file is shown. */
  private static final Format<Path> FILE =
      Format.PATH
          .ruled("the path of a file with its folder, such as ./openai.key")
          .where(path -> path.getNameCount() > 1 || path.isAbsolute())
          .keptSecret();

  public ConfiguredKey {
    NAME.check("name", name);
    WEIGHT.check("weight", weight);
    if (source instanceof KeySource.Variable(var variable)) {
      Format.VARIABLE.check("env", variable);
    }
  }

  /** The keys of a provider, in the short form for one or as a list. */
  static List<ConfiguredKey> readAll(Section provider) {
    Optional<KeySource> one = source(provider, "api_key_env", "api_key_file");
    List<ConfiguredKey> several =
        provider.listOfTables("keys", "keys", ConfiguredKey::read).stream()
            .flatMap(Optional::stream)
            .toList();
    if (one.isPresent() && !several.isEmpty()) {
      provider.problem("keys", " must not stand beside api_key_env or api_key_file");
    }
    refuseTwins(provider, several);
    return one.map(source -> List.of(of(source))).orElse(several);
  }

  /** One that is called after its source. */
  private static ConfiguredKey of(KeySource source) {
    return new ConfiguredKey(named(source), source, 1);
  }

  private static Optional<ConfiguredKey> read(Section section) {
    section.refuse("key", REFUSAL);
    section.refuse("api_key", REFUSAL);
    Optional<String> name = section.find("name", NAME);
    Optional<KeySource> source = source(section, "env", "file");
    int weight = section.get("weight", WEIGHT, 1);
    if (!section.has("env") && !section.has("file")) {
      section.problem("env", " is missing: a key needs env or file");
    }
    return source.map(from -> new ConfiguredKey(name.orElse(named(from)), from, weight));
  }

  private static Optional<KeySource> source(Section section, String env, String file) {
    Optional<String> variable = section.find(env, Format.VARIABLE);
    Optional<Path> path = section.find(file, FILE).map(section.reading()::resolve);
    if (section.has(env) && section.has(file)) {
      section.problem(file, " must not stand beside " + env);
    }
    return variable
        .<KeySource>map(KeySource.Variable::new)
        .or(() -> path.map(KeySource.OfFile::new));
  }

  private static void refuseTwins(Section provider, List<ConfiguredKey> keys) {
    Set<String> taken = new HashSet<>();
    List<String> twins = new ArrayList<>();
    keys.stream().map(ConfiguredKey::name).filter(name -> !taken.add(name)).forEach(twins::add);
    if (!twins.isEmpty()) {
      provider.problem("keys", ": two keys are called \"" + twins.getFirst() + "\"; give names");
    }
  }

  /** The variable, or the last part of the path. */
  private static String named(KeySource source) {
    return switch (source) {
      case KeySource.Variable(String variable) -> variable;
      case KeySource.OfFile(Path path) -> String.valueOf(path.getFileName());
    };
  }

  private static boolean isName(String name) {
    return Format.isVisible(name, 100);
  }
}
