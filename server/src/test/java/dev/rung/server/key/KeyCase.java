package dev.rung.server.key;

import dev.rung.server.generate.Tier;
import dev.rung.server.provider.ApiKey;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.KeySet;
import dev.rung.server.provider.KeySource;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Models;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.provider.ProviderSettings;
import dev.rung.server.provider.Secret;
import dev.rung.server.provider.Timeouts;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** What tests of keys share: models, a key, a clock, and calls that go as they are told. */
abstract class KeyCase {
  static final Model ONE = Models.named("one", Tier.SMALL).provider("scripted").build();
  static final Model OTHER = Models.named("other", Tier.SMALL).provider("scripted").build();
  static final Model ELSEWHERE = Models.named("else", Tier.SMALL).provider("elsewhere").build();
  static final ApiKey FIRST = key("first", 1);
  static final List<ApiKey> KEYS = List.of(FIRST);

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  final AtomicLong nanos = new AtomicLong();
  final Keyring ring = new Keyring(this::now, nanos::get, new Random(7));

  final Instant now() {
    return START.plusNanos(nanos.get());
  }

  /** A little longer than this. */
  final void pass(Duration time) {
    nanos.addAndGet(time.toNanos() + 1);
  }

  static ApiKey key(String name, int weight) {
    return new ApiKey(
        name, new KeySource.Variable("KEY_" + name), weight, new Secret("sk-" + name + "-0123456"));
  }

  static ProviderSettings settings(KeySet keys) {
    return settings("http://127.0.0.1:9", keys);
  }

  static ProviderSettings settings(String url, KeySet keys) {
    return new ProviderSettings(
        "scripted", ProviderKind.OPENAI, URI.create(url), keys, Timeouts.DEFAULT, 1 << 20);
  }

  static ProviderException failure(FailureKind kind, int status) {
    return ProviderException.of(kind, "as told").withStatus(status);
  }

  final KeyUse use(Model model, List<ApiKey> keys) {
    return keys.isEmpty() ? KeyUse.NONE : granted(turn(model, keys, Set.of()));
  }

  final Keyring.Turn turn(Model model, List<ApiKey> keys, Set<ApiKey> used) {
    List<ApiKey> order = ring.order(model, keys, used);
    return order.isEmpty()
        ? new Keyring.Turn.Refused(ring.hindrance(model, keys))
        : ring.turn(model, order.getFirst());
  }

  static KeyUse granted(Keyring.Turn turn) {
    return switch (turn) {
      case Keyring.Turn.Granted(var use) -> use;
      case Keyring.Turn.Refused(var why) -> throw new AssertionError(why.text());
    };
  }

  /** The name of the key that was used. */
  final String answer(Model model, List<ApiKey> keys) {
    try (KeyUse use = use(model, keys)) {
      use.answered();
      return use.key().orElseThrow().name();
    }
  }

  final boolean fail(Model model, List<ApiKey> keys, ProviderException failure) {
    try (KeyUse use = use(model, keys)) {
      return use.failed(failure);
    }
  }
}
