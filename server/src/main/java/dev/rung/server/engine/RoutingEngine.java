package dev.rung.server.engine;

import dev.rung.server.generate.Answer;
import dev.rung.server.generate.CachePolicy;
import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.Decision;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Outcome;
import dev.rung.server.generate.Refusal;
import dev.rung.server.provider.Registry;
import java.util.List;
import java.util.Optional;

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
  private final Recording recording;

  public RoutingEngine(Rooms rooms, EngineSettings settings) {
    this.rooms = rooms;
    this.settings = settings;
    this.templates = new TemplateStep(rooms, settings);
    this.deciding = new Deciding(rooms, settings);
    this.recording = new Recording(rooms);
  }

  @Override
  public Optional<Outcome> immediately(GenerateRequest request) {
    long start = now();
    Optional<Answer> answer = templates.answer(request, start);
    if (answer.isEmpty()) {
      return Optional.empty();
    }
    Outcome outcome = new Outcome.Answered(answer.get());
    recording.record(request, outcome, new Recording.Facts(start, false, true, false));
    return Optional.of(outcome);
  }

  @Override
  public Outcome generate(GenerateRequest request, ChunkSink sink, boolean stream) {
    long start = now();
    Optional<Answer> template = templates.answer(request, start);
    if (template.isPresent()) {
      Outcome outcome = hand(template.get(), sink);
      recording.record(request, outcome, new Recording.Facts(start, stream, true, false));
      return outcome;
    }
    try (Registry.Lease lease = rooms.registry().lease()) {
      return decideAndAnswer(request, sink, stream, start, lease);
    }
  }

  private Outcome decideAndAnswer(
      GenerateRequest request, ChunkSink sink, boolean stream, long start, Registry.Lease lease) {
    try {
      Decided decided = deciding.decide(request, lease.roster());
      Outcome outcome = answer(request, decided, sink, stream, start, lease);
      boolean failed = decided.classification().failed();
      recording.record(
          request, outcome, new Recording.Facts(start, stream, decided.routed(), failed));
      return outcome;
    } catch (RefusedException refused) {
      Outcome outcome = new Outcome.Rejected(refused.refusal(), Optional.empty());
      recording.record(request, outcome, new Recording.Facts(start, stream, false, false));
      return outcome;
    } catch (RuntimeException bug) {
      Refusal internal = Refusal.of(Refusal.Reason.INTERNAL, "");
      recording.record(
          request,
          new Outcome.Failed(internal, Optional.empty(), Optional.empty()),
          new Recording.Facts(start, stream, true, false));
      throw bug;
    }
  }

  private Outcome answer(
      GenerateRequest request,
      Decided decided,
      ChunkSink sink,
      boolean stream,
      long start,
      Registry.Lease lease) {
    Optional<Answer> kept = kept(request, decided);
    if (kept.isPresent()) {
      return hand(kept.get(), sink);
    }
    Decision before = decided.after(List.of(), Optional.empty());
    if (request.limits().cache() == CachePolicy.ONLY) {
      return new Outcome.Rejected(Refusals.cacheMiss(), Optional.of(before));
    }
    if (decided.plan().candidates().isEmpty()) {
      return new Outcome.Rejected(Refusals.nobody(decided.plan()), Optional.of(before));
    }
    Outcome outcome =
        new Answering(rooms, settings, request, decided, sink, stream, start)
            .answer(lease.roster());
    keep(request, decided, outcome);
    return outcome;
  }

  private Optional<Answer> kept(GenerateRequest request, Decided decided) {
    return request.limits().cache() == CachePolicy.BYPASS
        ? Optional.empty()
        : rooms.cache().find(request, decided.arm());
  }

  private void keep(GenerateRequest request, Decided decided, Outcome outcome) {
    if (request.limits().cache() != CachePolicy.BYPASS
        && outcome instanceof Outcome.Answered answered) {
      rooms.cache().keep(request, decided.arm(), answered.answer());
    }
  }

  /** Gives a whole answer to the caller in one piece. */
  private static Outcome hand(Answer answer, ChunkSink sink) {
    try {
      if (!answer.text().isEmpty()) {
        sink.accept(new Chunk.Delta(answer.text()));
      }
      return new Outcome.Answered(answer);
    } catch (CallerGoneException gone) {
      return new Outcome.Cancelled(Optional.empty(), Optional.of(answer.decision()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return new Outcome.Cancelled(Optional.empty(), Optional.of(answer.decision()));
    }
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
          decided.preview(compareStrategies ? deciding.compare(request, decided) : List.of());
      return template.map(hit -> hit.comparedTo(shown.strategies())).orElse(shown);
    }
  }

  private long now() {
    return rooms.nanoTime().getAsLong();
  }
}
