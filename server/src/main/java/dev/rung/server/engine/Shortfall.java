package dev.rung.server.engine;

import dev.rung.server.generate.Reduction;
import dev.rung.server.provider.Completion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How what a model was told falls short of what it was to be told.
 *
 * @param reduction what was left out of the prompt
 * @param notes what else its provider could not be told
 */
record Shortfall(Optional<Reduction> reduction, List<String> notes) {
  static final Shortfall NONE = new Shortfall(Optional.empty(), List.of());

  Shortfall {
    notes = List.copyOf(notes);
  }

  static Shortfall of(Completion completion) {
    return new Shortfall(completion.reduction(), completion.notes());
  }

  static Shortfall of(Optional<Reduction> reduction) {
    return new Shortfall(reduction, List.of());
  }

  /** Each in a sentence without its full stop. */
  List<String> inWords(String model) {
    List<String> words = new ArrayList<>();
    reduction.ifPresent(cut -> words.add(cut.inWords(model)));
    words.addAll(notes);
    return words;
  }
}
