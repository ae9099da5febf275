package dev.rung.server.engine;

import dev.rung.server.cache.AnswerCache;
import dev.rung.server.cache.Cache;
import dev.rung.server.cache.CacheRules;
import dev.rung.server.cache.Hit;
import dev.rung.server.cache.KeptAnswers;
import dev.rung.server.cache.Place;
import dev.rung.server.cache.Question;
import dev.rung.server.generate.Answer;
import dev.rung.server.generate.RequestId;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A cache that counts how often it is asked. */
final class MapCache implements Cache {
  private final KeptAnswers answers = new KeptAnswers(1 << 20);
  private final Cache cache;
  private final AtomicInteger looks = new AtomicInteger();

  MapCache() {
    this(CacheRules.DEFAULT, InstantSource.system());
  }

  MapCache(CacheRules rules, InstantSource clock) {
    this.cache = new AnswerCache(answers, rules, "", new byte[0], clock);
  }

  @Override
  public Optional<Place> place(Question question) {
    looks.incrementAndGet();
    return cache.place(question);
  }

  @Override
  public Optional<Hit> find(Place place, RequestId asker) {
    return cache.find(place, asker);
  }

  @Override
  public Optional<Hit> findStale(Place place, RequestId asker) {
    return cache.findStale(place, asker);
  }

  @Override
  public void keep(Place place, Answer answer) {
    cache.keep(place, answer);
  }

  @Override
  public boolean sharesInFlight() {
    return cache.sharesInFlight();
  }

  long size() {
    return answers.size().entries();
  }

  int looks() {
    return looks.get();
  }
}
