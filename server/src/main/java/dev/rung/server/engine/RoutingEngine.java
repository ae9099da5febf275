package dev.rung.server.engine;

import dev.rung.server.cache.Place;
import dev.rung.server.generate.Answer;
import dev.rung.server.generate.CachePolicy;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.Decision;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Outcome;
import dev.rung.server.generate.Refusal;
import dev.rung.server.provider.Registry;
import dev.rung.server.select.Plan;
import dev.rung.server.select.Planned;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The path of a request: template, classify, experiment, cache, select, answer, record.
 *
 * <p>Immutable; safe for any number of threads.
 */
public final class RoutingEngine implements Engine {
  private final Rooms rooms;
  private final EngineSettings settings;
  private final TemplateStep templates;
  private final Deciding deciding;
  private final CacheStep cache;
  private final Sharing sharing = new Sharing();
  private final Recording recording;

  public RoutingEngine(Rooms rooms, EngineSettings settings) {
    this.rooms = rooms;
    this.settings = settings;
    this.templates = new TemplateStep(rooms, settings);
    this.deciding = new Deciding(rooms, settings);
    this.cache = new CacheStep(rooms.cache(), rooms.nanoTime());
    this.recording = new Recording(rooms);
  }

  @Override
  public Optional<Outcome> immediately(GenerateRequest request) {
    Recording.Arrival arrival = new Recording.Arrival(request, now(), false);
    Optional<Answer> answer = orRecorded(arrival, () -> templates.answer(request, arrival.start()));
    return answer.map(hit -> record(arrival, Ended.routed(new Outcome.Answered(hit))));
  }

  @Override
  public Outcome generate(GenerateRequest request, ChunkSink sink, boolean stream) {
    Recording.Arrival arrival = new Recording.Arrival(request, now(), stream);
    return record(arrival, orRecorded(arrival, () -> end(arrival, sink)));
  }

  /** What the path comes to; a bug on it is recorded before it goes on its way. */
  private <T> T orRecorded(Recording.Arrival arrival, Supplier<T> path) {
    try {
      return path.get();
    } catch (RuntimeException | Error bug) {
      record(arrival, Ended.routed(Refusals.bug()));
      throw bug;
    }
  }

  private Outcome record(Recording.Arrival arrival, Ended ended) {
    recording.record(arrival, ended);
    return ended.outcome();
  }

  private Ended end(Recording.Arrival arrival, ChunkSink sink) {
    GenerateRequest request = arrival.request();
    Optional<Answer> template = templates.answer(request, arrival.start());
    if (template.isPresent()) {
      return Ended.routed(Handing.hand(template.get(), sink));
    }
    try (Registry.Lease lease = rooms.registry().lease()) {
      Decided decided = deciding.decide(request, lease.roster());
      return Ended.of(answer(arrival, decided, sink, lease), decided);
    } catch (RefusedException refused) {
      return Ended.unrouted(new Outcome.Rejected(refused.refusal(), Optional.empty()));
    }
  }

  private Outcome answer(
      Recording.Arrival arrival, Decided decided, ChunkSink sink, Registry.Lease lease) {
    GenerateRequest request = arrival.request();
    Optional<Place> place = cache.place(request, decided);
    Optional<Answer> kept =
        place.flatMap(where -> cache.find(where, request, decided, arrival.start()));
    if (kept.isPresent()) {
      return Handing.hand(kept.get(), sink);
    }
    if (request.limits().cache() == CachePolicy.ONLY) {
      return new Outcome.Rejected(Refusals.cacheMiss(), Optional.of(before(decided)));
    }
    if (place.isEmpty()) {
      return ask(arrival, decided, sink, lease);
    }
    if (!cache.shares()) {
      return askAndKeep(arrival, decided, sink, lease, place.get());
    }
    WatchedSink watched = new WatchedSink(sink, rooms.nanoTime());
    return sharing.answer(
        new Sharing.Flight(place.get().key(), place.get().purgings(), watched::stalled),
        request.deadline(),
        () -> lead(arrival, decided, watched, lease, place.get()),
        answer -> CacheStep.isForOthers(answer, decided),
        other -> Handing.hand(cache.shared(other, request, decided, arrival.start()), sink),
        () -> new Outcome.Cancelled(Optional.empty(), Optional.of(before(decided))));
  }

  /** Looks once more: another one may have been answered before this one came to lead. */
  private Outcome lead(
      Recording.Arrival arrival,
      Decided decided,
      ChunkSink sink,
      Registry.Lease lease,
      Place place) {
    return cache
        .find(place, arrival.request(), decided, arrival.start())
        .map(kept -> Handing.hand(kept, sink))
        .orElseGet(() -> askAndKeep(arrival, decided, sink, lease, place));
  }

  private Outcome askAndKeep(
      Recording.Arrival arrival,
      Decided decided,
      ChunkSink sink,
      Registry.Lease lease,
      Place place) {
    Outcome outcome = ask(arrival, decided, sink, lease);
    cache.keep(place, decided, outcome);
    return sink.committed()
        ? outcome
        : cache
            .stale(place, arrival.request(), decided, outcome, arrival.start())
            .map(stale -> Handing.hand(stale, sink))
            .orElse(outcome);
  }

  private Outcome ask(
      Recording.Arrival arrival, Decided decided, ChunkSink sink, Registry.Lease lease) {
    if (decided.plan().first().isEmpty()) {
      return new Outcome.Rejected(
          Refusals.nobody(
              decided.plan(), decided.fleet(), lease.roster().advice(), arrival.request().caller()),
          Optional.of(before(decided)));
    }
    return new Answering(
            rooms, settings, arrival.request(), decided, sink, arrival.stream(), arrival.start())
        .answer(lease.roster());
  }

  private static Decision before(Decided decided) {
    return decided.after(List.of(), Optional.empty(), Shortfall.NONE);
  }

  @Override
  public Decision route(GenerateRequest request, boolean compareStrategies)
      throws RefusedException {
    Optional<Decision> template = templates.decision(request);
    if (template.isPresent() && !compareStrategies) {
      return template.get();
    }
    try (Registry.Lease lease = rooms.registry().lease()) {
      Decided decided = deciding.decide(request, lease.roster());
      Decision shown =
          decided.preview(
              compareStrategies
                  ? deciding.compare(request, decided, lease.roster().advice())
                  : List.of());
      return template.map(hit -> hit.comparedTo(shown.strategies())).orElse(shown);
    }
  }

  @Override
  public CostBounds bounds(GenerateRequest request) {
    if (templates.decision(request).isPresent()) {
      return CostBounds.NOTHING;
    }
    try (Registry.Lease lease = rooms.registry().lease()) {
      Plan plan = deciding.decide(request, lease.roster()).plan();
      return new CostBounds(
          plan.first().map(Planned::bound).orElse(Money.ZERO),
          Stream.concat(plan.candidates().stream(), plan.lastResorts().stream())
              .map(Planned::bound)
              .reduce(Money.ZERO, RoutingEngine::larger));
    } catch (RefusedException saidWhenAsked) {
      return CostBounds.NOTHING;
    }
  }

  private static Money larger(Money one, Money other) {
    return one.isMoreThan(other) ? one : other;
  }

  @Override
  public Outcome refuse(GenerateRequest request, Refusal refusal, boolean stream) {
    Recording.Arrival arrival = new Recording.Arrival(request, now(), stream);
    return record(arrival, Ended.unrouted(new Outcome.Rejected(refusal, Optional.empty())));
  }

  private long now() {
    return rooms.nanoTime().getAsLong();
  }
}
