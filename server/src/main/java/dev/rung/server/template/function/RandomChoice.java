package dev.rung.server.template.function;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Picks from the payload, a list of lines or with commas, or puts it into a random order. */
record RandomChoice(RandomGenerator random) {
  Optional<String> pick(Arguments arguments) {
    return choices(arguments).map(items -> items.items().get(random.nextInt(items.items().size())));
  }

  Optional<String> shuffle(Arguments arguments) {
    return choices(arguments)
        .map(items -> {
          List<String> shuffled = new ArrayList<>(items.items());
          Collections.shuffle(shuffled, random);
          return items.written(shuffled);
        });
  }

  private static Optional<Items> choices(Arguments arguments) {
    return Items.named(arguments);
  }
}
