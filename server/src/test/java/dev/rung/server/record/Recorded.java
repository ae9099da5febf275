package dev.rung.server.record;

import dev.rung.server.generate.Arm;
import dev.rung.server.generate.Attempt;
import dev.rung.server.generate.BudgetMode;
import dev.rung.server.generate.Decision;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.RequestId;
import dev.rung.server.generate.Signal;
import dev.rung.server.generate.Strategy;
import dev.rung.server.generate.Tier;
import dev.rung.server.generate.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Builds a record for a test: routed, answered in 100 ms, free and without a word more. */
public final class Recorded {
  private RequestId id = new RequestId("request-1");
  private String tenant = "default";
  private Instant at = Instant.EPOCH;
  private Optional<String> model = Optional.empty();
  private Optional<Tier> tier = Optional.empty();
  private Optional<String> provider = Optional.empty();
  private FinishReason finish = FinishReason.STOP;
  private Optional<String> error = Optional.empty();
  private Usage usage = Usage.NONE;
  private Usage spared = Usage.NONE;
  private Money cost = Money.ZERO;
  private Duration latency = Duration.ofMillis(100);
  private boolean cacheHit;
  private boolean routingFailed;
  private boolean firstChoiceFailed;
  private boolean decided = true;
  private Optional<Arm> arm = Optional.empty();
  private final List<Tried> attempts = new ArrayList<>();
  private String reason = "a rule said so";

  /** Answered by this model, called once. */
  public static Recorded by(String model, Tier tier) {
    return servedBy(model, tier).attempt(model, tier, Attempt.Result.ANSWERED);
  }

  /** Answered by this model, with no word of its calls. */
  public static Recorded servedBy(String model, Tier tier) {
    Recorded recorded = new Recorded();
    recorded.model = Optional.of(model);
    recorded.tier = Optional.of(tier);
    recorded.provider = Optional.of("a-provider");
    return recorded;
  }

  public static Recorded byTemplate() {
    Recorded recorded = new Recorded();
    recorded.tier = Optional.of(Tier.TEMPLATE);
    recorded.provider = Optional.of("template");
    return recorded;
  }

  public static Recorded byNobody(String error) {
    Recorded recorded = new Recorded();
    recorded.error = Optional.of(error);
    recorded.finish = FinishReason.ERROR;
    return recorded;
  }

  public Recorded id(String value) {
    id = new RequestId(value);
    return this;
  }

  public Recorded tenant(String value) {
    tenant = value;
    return this;
  }

  public Recorded at(Instant value) {
    at = value;
    return this;
  }

  public Recorded finish(FinishReason value) {
    finish = value;
    return this;
  }

  public Recorded error(String value) {
    error = Optional.of(value);
    return this;
  }

  public Recorded tokens(long input, long cachedInput, long output) {
    usage = new Usage(input, cachedInput, output, 0, false);
    return this;
  }

  /** What a model would have taken. */
  public Recorded spared(long input, long output) {
    spared = new Usage(input, 0, output, 0, true);
    return this;
  }

  public Recorded cost(Money value) {
    cost = value;
    return this;
  }

  public Recorded latency(Duration value) {
    latency = value;
    return this;
  }

  public Recorded fromCache() {
    cacheHit = true;
    return this;
  }

  public Recorded routingFailed() {
    routingFailed = true;
    return this;
  }

  public Recorded firstChoiceFailed() {
    firstChoiceFailed = true;
    return this;
  }

  public Recorded undecided() {
    decided = false;
    return this;
  }

  public Recorded arm(String experiment, String name) {
    arm = Optional.of(new Arm(experiment, name));
    return this;
  }

  public Recorded reason(String value) {
    reason = value;
    return this;
  }

  /** A call that took as long as the whole request. */
  public Recorded attempt(String of, Tier at, Attempt.Result result) {
    attempts.add(new Tried(of, at, result, Optional.empty()));
    return this;
  }

  public Recorded attempt(String of, Tier at, Attempt.Result result, Duration took) {
    attempts.add(new Tried(of, at, result, Optional.of(took)));
    return this;
  }

  private record Tried(String model, Tier tier, Attempt.Result result, Optional<Duration> took) {
    Attempt in(Duration request) {
      Optional<String> error =
          result == Attempt.Result.FAILED ? Optional.of("timed out") : Optional.empty();
      return new Attempt(model, tier, result, error, took.orElse(request), Money.ZERO);
    }
  }

  public RequestRecord done() {
    return new RequestRecord(
        id,
        tenant,
        at,
        model,
        tier,
        provider,
        finish,
        error,
        usage,
        spared,
        cost,
        latency,
        Optional.of(Duration.ofMillis(20)),
        false,
        cacheHit,
        true,
        routingFailed,
        firstChoiceFailed,
        decided ? Optional.of(decision()) : Optional.empty());
  }

  private Decision decision() {
    return new Decision(
        Tier.SMALL,
        tier,
        model,
        false,
        0.5,
        0.75,
        List.of(),
        OptionalDouble.empty(),
        false,
        List.of(new Signal("single-function", 1, "one function")),
        Strategy.BALANCED,
        BudgetMode.NONE,
        arm,
        List.of(),
        List.of(),
        attempts.stream().map(tried -> tried.in(latency)).toList(),
        List.of(),
        Optional.empty(),
        List.of(),
        reason);
  }
}
