package dev.rung.server.config;

import dev.rung.server.provider.ProviderKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Checks what one part of a configuration says of another. */
final class References {
  private static final String DEFAULT_MODEL = "routing.default_model";

  private final Reading reading;
  private final Configuration configuration;

  References(Reading reading, Configuration configuration) {
    this.reading = reading;
    this.configuration = configuration;
  }

  void check() {
    checkNames();
    configuration.models().forEach(this::checkProvider);
    checkDefaultModel();
    checkLimits();
    checkVariables();
  }

  /** Names and aliases are one namespace, in any case. */
  private void checkNames() {
    Map<String, Place> taken = new HashMap<>();
    for (ConfiguredModel model : configuration.models()) {
      for (String name : namesOf(model)) {
        Place first = taken.putIfAbsent(name.toLowerCase(Locale.ROOT), model.place());
        if (first != null) {
          reading.problem(
              model.place(), "model name or alias \"" + name + "\" is taken already, at " + first);
        }
      }
    }
  }

  private void checkProvider(ConfiguredModel model) {
    Optional<ProviderKind> kind =
        Optional.ofNullable(configuration.providers().get(model.provider()))
            .map(ConfiguredProvider::kind)
            .or(() -> ProviderKind.named(model.provider()));
    if (kind.isEmpty()) {
      reading.problem(model.place(), unknownProvider(model));
      return;
    }
    boolean local = kind.get() == ProviderKind.LOCAL;
    if (local && model.path().isEmpty()) {
      reading.problem(model.place(), "local model \"" + model.name() + "\" needs a path");
    }
    if (!local && (model.path().isPresent() || model.precision().isPresent())) {
      reading.problem(
          model.place(),
          "path and precision are for local models; \""
              + model.name()
              + "\" is of provider "
              + model.provider());
    }
  }

  private String unknownProvider(ConfiguredModel model) {
    String hint =
        Nearest.to(model.provider(), knownProviders())
            .map(n -> "; did you mean \"" + n + "\"?")
            .orElse("");
    return "provider \""
        + model.provider()
        + "\" of model \""
        + model.name()
        + "\" is neither a table of [providers] nor one of "
        + ConfiguredProvider.KIND.rule().substring("one of ".length())
        + hint;
  }

  /** What is discovered is not known yet: then any name may turn out to exist. */
  private void checkDefaultModel() {
    Optional<String> name = configuration.routing().defaultModel();
    List<String> known =
        configuration.models().stream().flatMap(model -> namesOf(model).stream()).toList();
    if (name.isPresent()
        && !configuration.discovers()
        && known.stream().noneMatch(name.get()::equalsIgnoreCase)) {
      String hint = Nearest.to(name.get(), known).map(n -> "; did you mean " + n + "?").orElse("");
      reading.problem(
          reading.placeOf(DEFAULT_MODEL),
          DEFAULT_MODEL + " \"" + name.get() + "\" is no configured model" + hint);
    }
  }

  /** Under a name that nobody has, a limit would limit nothing. */
  private void checkLimits() {
    ConfiguredBudget budget = configuration.budget();
    if (!configuration.discovers()) {
      List<String> models = configuration.models().stream().map(ConfiguredModel::name).toList();
      budget.models().keySet().forEach(name -> checkLimit("models", name, models));
    }
    List<String> providers = knownProviders();
    // A model with a key of its own spends as a provider of its own.
    for (ConfiguredModel model : configuration.models()) {
      model.apiKeyEnv().ifPresent(key -> providers.add(model.provider() + ":" + key));
    }
    budget.providers().keySet().forEach(name -> checkLimit("providers", name, providers));
  }

  private void checkLimit(String whose, String name, List<String> known) {
    if (!known.contains(name)) {
      String table = "budget." + whose + "." + name;
      String hint = Nearest.to(name, known).map(n -> "; did you mean " + n + "?").orElse("");
      reading.problem(
          reading.placeUnder(table),
          table + " limits nothing: none of the " + whose + " has this name" + hint);
    }
  }

  private List<String> knownProviders() {
    List<String> known = new ArrayList<>(configuration.providers().keySet());
    Arrays.stream(ProviderKind.values()).map(ProviderKind::label).forEach(known::add);
    return known;
  }

  /** Two providers whose variables would be the same could not be told apart. */
  private void checkVariables() {
    Map<String, String> taken = new HashMap<>();
    for (ConfiguredProvider provider : configuration.providers().values()) {
      String other = taken.putIfAbsent(Variables.of(provider.name()), provider.name());
      if (other != null) {
        reading.problem(
            provider.place(),
            "providers \"" + other + "\" and \"" + provider.name() + "\" differ too little");
      }
    }
  }

  private static List<String> namesOf(ConfiguredModel model) {
    List<String> names = new ArrayList<>();
    names.add(model.name());
    names.addAll(model.aliases());
    return names;
  }
}
