package dev.rung.server.engine;

import dev.rung.server.key.Keyring;
import dev.rung.server.provider.ApiKey;
import dev.rung.server.provider.Model;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The keys that one candidate is asked with, each once until the candidate is asked anew. One
 * request, one thread.
 */
final class KeyTurns {
  private final Keyring keyring;
  private final Model model;
  private final List<ApiKey> keys;
  private final Set<ApiKey> used = new HashSet<>();

  /** Of the provider of this model; there may be none. */
  KeyTurns(Keyring keyring, Model model, List<ApiKey> keys) {
    this.keyring = keyring;
    this.model = model;
    this.keys = keys;
  }

  /** The next key. */
  Keyring.Turn next() {
    return keyring.turn(model, keys, used);
  }

  /** Whether the attempt failed by its key alone, and another key can be tried at once. */
  boolean goesOn(Tried tried) {
    tried.key().ifPresent(used::add);
    return tried.end() instanceof Tried.End.Failed(var _, var byKey)
        && byKey
        && keyring.hasOther(model, keys, used);
  }

  /** Whether its provider has more than one. */
  boolean several() {
    return keys.size() > 1;
  }

  /** Time has passed: every key may be tried again. */
  void again() {
    used.clear();
  }
}
