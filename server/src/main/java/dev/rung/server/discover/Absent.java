package dev.rung.server.discover;

import dev.rung.server.catalogue.Catalogue;
import dev.rung.server.catalogue.KnownModel;
import dev.rung.server.config.Offline;
import dev.rung.server.provider.Advice;
import dev.rung.server.provider.ProviderKind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Models that the catalogue knows and that are not here, and how to get them.
 *
 * @param today for what is no longer on offer
 */
record Absent(Catalogue catalogue, Offline offline, LocalDate today) {

  /** What to do about every name that none of these models has. */
  Advice advice(Roll roll) {
    Map<String, String> byName = new HashMap<>();
    for (KnownModel model : catalogue.models()) {
      String how = how(model);
      names(model).stream()
          .filter(name -> !roll.has(name))
          .forEach(name -> byName.putIfAbsent(name.toLowerCase(Locale.ROOT), how));
    }
    return new Advice(Coverage.advice(offline), byName);
  }

  private static List<String> names(KnownModel model) {
    List<String> names = new ArrayList<>(List.of(model.name(), model.modelId()));
    names.addAll(model.aliases());
    return names;
  }

  private String how(KnownModel model) {
    String name = model.name();
    String owner = model.kind().label();
    if (model.isRetired(today)) {
      return name + " is " + owner + "'s: " + model.ending().orElseThrow().inWords(today) + ".";
    }
    if (model.kind() == ProviderKind.LOCAL) {
      return name + " runs in Rung's own process once it is there: rung models pull " + name + ".";
    }
    if (offline != Offline.NO) {
      return name + " is " + owner + "'s, and offline is \"" + offline.label() + "\".";
    }
    if (model.kind() == ProviderKind.OLLAMA) {
      return name + " comes with Ollama: ollama pull " + model.modelId() + ".";
    }
    List<String> variables = catalogue.provider(model.kind()).keyVariables();
    String key = variables.isEmpty() ? "configure it" : "set " + variables.getFirst();
    return name + " is " + owner + "'s: " + key + " and start Rung again.";
  }
}
