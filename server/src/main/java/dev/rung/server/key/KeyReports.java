package dev.rung.server.key;

import dev.rung.server.guard.BreakerState;
import dev.rung.server.guard.FleetGuard;
import dev.rung.server.guard.Hindrance.Kind;
import dev.rung.server.provider.ApiKey;
import dev.rung.server.provider.Hosts;
import dev.rung.server.provider.MissingKey;
import dev.rung.server.provider.Reach;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How every key stands, from what its calls taught and what its provider said when it was asked.
 * What calls taught counts first: a list of models is given to an empty account as well.
 *
 * @param limits what providers told is left for each key
 */
public record KeyReports(Keyring keyring, KeyChecks checks, FleetGuard limits) {

  /** In the order of the providers and of their keys. */
  public List<KeyReport> of(List<KeyHolder> holders) {
    List<KeyReport> reports = new ArrayList<>();
    for (KeyHolder holder : holders) {
      holder.settings().keys().present().forEach(key -> reports.add(present(holder, key)));
      holder.settings().keys().missing().forEach(key -> reports.add(missing(holder, key)));
    }
    return reports;
  }

  private static KeyReport missing(KeyHolder holder, MissingKey key) {
    return new KeyReport(
        holder.settings().name(),
        key.name(),
        key.source(),
        0,
        KeyStatus.MISSING,
        key.advice(),
        BreakerState.CLOSED,
        Optional.empty());
  }

  private KeyReport present(KeyHolder holder, ApiKey key) {
    KeyGuard guard = keyring.guard(holder.settings().name(), key);
    Optional<KeyCheck> check = checks.last(holder.settings(), key);
    Standing standing =
        everywhere(guard)
            .or(() -> atModels(guard))
            .or(() -> usedUp(holder, key))
            .or(() -> answered(holder, guard, check))
            .or(() -> check.map(c -> new Standing(c.status(), c.detail())))
            .orElseGet(() ->
                new Standing(KeyStatus.NOT_CHECKED, holder.notAsked().orElse("not checked yet")));
    return new KeyReport(
        holder.settings().name(),
        key.name(),
        key.source(),
        key.weight(),
        standing.status(),
        standing.detail(),
        guard.state(),
        check.map(KeyCheck::at));
  }

  private record Standing(KeyStatus status, String detail) {}

  private static Optional<Standing> everywhere(KeyGuard guard) {
    return guard
        .everywhere()
        .distrust()
        .map(kind -> new Standing(status(kind), words(guard.everywhere(), kind)));
  }

  private static Optional<Standing> atModels(KeyGuard guard) {
    Map<String, Rest> models = new TreeMap<>(guard.atModels());
    return models.entrySet().stream()
        .flatMap(at ->
            at.getValue().distrust().stream()
                .map(kind ->
                    new Standing(
                        status(kind), "at " + at.getKey() + ": " + words(at.getValue(), kind))))
        .findFirst();
  }

  /** Such a key is not used, and so nothing of it rests. */
  private Optional<Standing> usedUp(KeyHolder holder, ApiKey key) {
    Map<String, Duration> models = new TreeMap<>(limits.usedUp(holder.settings().name(), key));
    return models.entrySet().stream()
        .findFirst()
        .map(at ->
            new Standing(
                KeyStatus.THROTTLED,
                "at "
                    + at.getKey()
                    + ": its provider said that nothing is left; used again in "
                    + seconds(at.getValue())
                    + " s"));
  }

  /** A call that was answered shows more than a list does, but on this machine none is needed. */
  private static Optional<Standing> answered(
      KeyHolder holder, KeyGuard guard, Optional<KeyCheck> check) {
    boolean answered = guard.answeredSince(check.map(KeyCheck::at).orElse(Instant.EPOCH));
    return answered && Hosts.reach(holder.settings().baseUrl()) == Reach.REMOTE
        ? Optional.of(new Standing(KeyStatus.VALID, "a call with it was answered"))
        : Optional.empty();
  }

  private static String words(Rest rest, Kind kind) {
    String what =
        switch (kind) {
          case KEY -> "its provider refused it";
          case QUOTA -> "its account has no credit";
          case PAUSE, RATE, BUSY, BREAKER, LIMITED -> "its provider limits it";
        };
    return rest.resting()
        .map(resting -> what + "; tried again in " + seconds(resting.left()) + " s")
        .orElse(what + "; its next call is a trial");
  }

  private static long seconds(Duration time) {
    return Math.ceilDiv(time.toNanos(), 1_000_000_000L);
  }

  private static KeyStatus status(Kind kind) {
    return switch (kind) {
      case KEY -> KeyStatus.REFUSED;
      case QUOTA -> KeyStatus.NO_CREDIT;
      case PAUSE, RATE, BUSY, BREAKER, LIMITED -> KeyStatus.THROTTLED;
    };
  }
}
