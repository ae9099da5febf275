package dev.rung.server.cache;

import dev.rung.server.generate.Answer;
import dev.rung.server.generate.CacheHit;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.RequestId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** The cache as one configuration uses it. Safe for several threads. */
public final class AnswerCache implements Cache {
  /** What a second of waiting is worth beside money, so that free answers are worth keeping. */
  private static final long NANOS_PER_MILLISECOND = 100;

  private final KeptAnswers answers;
  private final CacheRules rules;
  private final Keys keys;
  private final InstantSource clock;

  /**
   * @param terms what answers depend on beside the request, such as the prompts that a
   *     configuration adds
   * @param secret makes keys that nobody else can make; may be empty
   */
  public AnswerCache(
      KeptAnswers answers, CacheRules rules, String terms, byte[] secret, InstantSource clock) {
    this.answers = answers;
    this.rules = rules;
    this.keys = new Keys(secret, terms);
    this.clock = clock;
  }

  @Override
  public Optional<Place> place(Question question) {
    GenerateRequest request = question.request();
    Optional<Wording> wording =
        maySimilarly(request)
            ? Wordings.text(request.prompt().messages())
                .flatMap(text -> Wordings.of(keys.partition(question), text))
            : Optional.empty();
    return Optional.of(
        new Place(keys.exact(question), request.caller().tenant(), wording, answers.purgings()));
  }

  private boolean maySimilarly(GenerateRequest request) {
    return request.limits().similar().orElse(rules.similar())
        && request.sampling().temperature().orElse(rules.usualTemperature())
            <= rules.similarTemperature();
  }

  @Override
  public Optional<Hit> find(Place place, RequestId asker) {
    Instant now = clock.instant();
    Optional<Hit> exact =
        answers
            .find(place.key(), now, rules.ttl(), asker.value())
            .map(entry -> hit(entry, now, CacheHit.Kind.EXACT, 1, false));
    return exact.isPresent()
        ? exact
        : place.wording().flatMap(wording -> findSimilar(wording, now, asker));
  }

  private Optional<Hit> findSimilar(Wording wording, Instant now, RequestId asker) {
    return answers
        .findSimilar(wording, rules.threshold(), now, rules.ttl(), asker.value())
        .map(found -> hit(found.entry(), now, CacheHit.Kind.SIMILAR, found.similarity(), false));
  }

  @Override
  public Optional<Hit> findStale(Place place, RequestId asker) {
    if (rules.staleFor().isZero()) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    return answers
        .find(place.key(), now, rules.ttl().plus(rules.staleFor()), asker.value())
        .map(entry -> hit(entry, now, CacheHit.Kind.EXACT, 1, true));
  }

  private static Hit hit(
      Entry entry, Instant now, CacheHit.Kind kind, double similarity, boolean stale) {
    try {
      Kept kept = KeptCodec.read(entry.value);
      Duration age = Duration.between(entry.at(), now);
      Duration sane = age.isNegative() ? Duration.ZERO : age;
      return new Hit(kept, new CacheHit(kind, similarity, sane, kept.cost(), stale));
    } catch (IOException bug) {
      throw new UncheckedIOException("a kept answer cannot be read", bug);
    }
  }

  @Override
  public void keep(Place place, Answer answer) {
    long worth =
        Math.max(0, answer.cost().nanos())
            + answer.latency().toMillis() * NANOS_PER_MILLISECOND
            + 1;
    answers.put(place, answer.id().value(), clock.instant(), worth, KeptCodec.write(answer));
  }

  @Override
  public boolean sharesInFlight() {
    return rules.share();
  }
}
