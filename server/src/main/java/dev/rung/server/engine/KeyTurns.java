package dev.rung.server.engine;

import dev.rung.server.guard.Hindrance;
import dev.rung.server.key.KeyUse;
import dev.rung.server.key.Keyring;
import dev.rung.server.provider.ApiKey;
import dev.rung.server.provider.Model;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The keys that one candidate is asked with, each once until the candidate is asked anew. One
 * attempt at a time; only {@link #beside} may be called while one is under way.
 */
final class KeyTurns {
  private final Keyring keyring;
  private final Model model;
  private final List<ApiKey> keys;
  private final Set<ApiKey> used = ConcurrentHashMap.newKeySet();
  private Optional<Hindrance> refused = Optional.empty();
  private volatile Optional<ApiKey> inUse = Optional.empty();

  /** Of the provider of this model; there may be none. */
  KeyTurns(Keyring keyring, Model model, List<ApiKey> keys) {
    this.keyring = keyring;
    this.model = model;
    this.keys = keys;
  }

  /** Those that may be used now, in the order in which they are to be tried. */
  List<ApiKey> order() {
    return keyring.order(model, keys, used);
  }

  /** Whether there is another key beside the one that a call would be made with now. */
  boolean hasSecond() {
    return keys.size() > 1 && order().size() > 1;
  }

  /**
   * Those for a second call while the first is under way: every key but the first one's, or where
   * that one has none yet, but the one that it would be made with now.
   */
  KeyTurns beside() {
    KeyTurns second = new KeyTurns(keyring, model, keys);
    inUse.or(() -> order().stream().findFirst()).ifPresent(second.used::add);
    return second;
  }

  /** Whether a call needs a key at all. */
  boolean areNeeded() {
    return !keys.isEmpty();
  }

  /** Leave to use this one. Who is refused has tried it. */
  Keyring.Turn turn(Optional<ApiKey> key) {
    if (key.isEmpty()) {
      return new Keyring.Turn.Granted(KeyUse.NONE);
    }
    Keyring.Turn turn = keyring.turn(model, key.get());
    switch (turn) {
      case Keyring.Turn.Granted _ -> inUse = key;
      case Keyring.Turn.Refused(var why) -> {
        used.add(key.get());
        refused = Optional.of(why);
      }
    }
    return turn;
  }

  /** Why there is none in {@link #order}. */
  Hindrance hindrance() {
    return refused.orElseGet(() -> keyring.hindrance(model, keys));
  }

  /** A second call beside the first has been made with this one's key. */
  void tried(Tried second) {
    second.key().ifPresent(used::add);
  }

  /** Whether the attempt failed by its key alone, and another key can be tried at once. */
  boolean goesOn(Tried tried) {
    tried.key().ifPresent(used::add);
    return tried.end() instanceof Tried.End.Failed(var _, var byKey)
        && byKey
        && keyring.hasOther(model, keys, used);
  }

  /** Time has passed: every key may be tried again. */
  void again() {
    used.clear();
    refused = Optional.empty();
  }
}
