package dev.rung.trainer.task;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Random choices from a seed. One thread. */
public final class Draw {
  private final SplittableRandom random;

  public Draw(long seed) {
    random = new SplittableRandom(seed);
  }

  /** One of the choices, each as likely. */
  @SafeVarargs
  public final <T> T of(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  public <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** A number from least to most, both included. */
  public int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  /** True so many times in a hundred. */
  public boolean percent(int share) {
    return random.nextInt(100) < share;
  }

  /** Different things, in the order drawn. */
  public <T> List<T> different(int count, Supplier<T> source) {
    Set<T> drawn = new LinkedHashSet<>();
    while (drawn.size() < count) {
      drawn.add(source.get());
    }
    return new ArrayList<>(drawn);
  }

  /** Things that may repeat. */
  public <T> List<T> several(int count, Supplier<T> source) {
    List<T> drawn = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      drawn.add(source.get());
    }
    return drawn;
  }
}
