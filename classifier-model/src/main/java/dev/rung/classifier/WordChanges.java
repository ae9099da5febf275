package dev.rung.classifier;

import java.util.Set;

/** Words that a sense gets and words that it loses; case and accents do not matter. */
public record WordChanges(Set<String> add, Set<String> remove) {
  public WordChanges {
    add = Set.copyOf(add);
    remove = Set.copyOf(remove);
  }
}
