package dev.rung.server.engine;

import dev.rung.server.budget.Grant;
import dev.rung.server.budget.Reservation;
import dev.rung.server.budget.Spend;
import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Usage;
import dev.rung.server.guard.Guard;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.Completion;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.Provider;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.select.Planned;
import dev.rung.server.select.TokenEstimate;
import java.time.Duration;
import java.util.Optional;

/**
 * One attempt at one model: reserve, permit, call, settle. Whatever happens, the reservation ends
 * and the permit is given back.
 */
final class Attempting {
  private final Rooms rooms;
  private final EngineSettings settings;
  private final GenerateRequest request;
  private final ChunkSink caller;
  private final boolean stream;
  private final long start;

  Attempting(
      Rooms rooms,
      EngineSettings settings,
      GenerateRequest request,
      ChunkSink caller,
      boolean stream,
      long start) {
    this.rooms = rooms;
    this.settings = settings;
    this.request = request;
    this.caller = caller;
    this.stream = stream;
    this.start = start;
  }

  /**
   * @param othersFollow whether another model could answer if this one is too slow to begin
   */
  Tried attempt(Planned planned, Optional<Provider> provider, boolean othersFollow) {
    AnswerSink said = new AnswerSink(caller, rooms.nanoTime(), start);
    if (provider.isEmpty()) {
      return refused(planned, said, new Tried.End.NoProvider());
    }
    Spend spend =
        new Spend(
            request.caller(), planned.model().name(), planned.model().provider(), planned.bound());
    return switch (rooms.budget().reserve(spend)) {
      case Grant.Refused no -> refused(planned, said, new Tried.End.OverBudget(no.quota()));
      case Grant.Reserved yes ->
          reserved(planned, said, provider.get(), yes.reservation(), othersFollow);
    };
  }

  private Tried reserved(
      Planned planned,
      AnswerSink said,
      Provider provider,
      Reservation reservation,
      boolean othersFollow) {
    try (reservation) {
      Optional<Guard.Permit> permit = rooms.guard().permit(planned.model());
      if (permit.isEmpty()) {
        return refused(planned, said, new Tried.End.Busy());
      }
      try (Guard.Permit held = permit.get()) {
        Tried tried = called(planned, said, provider, othersFollow);
        reservation.settle(tried.bill().cost());
        return tried;
      }
    }
  }

  private Tried called(Planned planned, AnswerSink said, Provider provider, boolean othersFollow) {
    long begun = rooms.nanoTime().getAsLong();
    try {
      Completion completion = provider.generate(call(planned, othersFollow), said);
      Bill bill = Bill.of(planned.model(), completion.usage().orElseGet(() -> estimate(said)));
      return tried(planned, said, begun, bill, answered(planned, completion));
    } catch (ProviderException failure) {
      return tried(
          planned, said, begun, failed(planned, said, failure), new Tried.End.Failed(failure));
    } catch (CallerGoneException gone) {
      return tried(planned, said, begun, partial(planned, said), new Tried.End.Gone());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return tried(planned, said, begun, partial(planned, said), new Tried.End.Gone());
    }
  }

  private Call call(Planned planned, boolean othersFollow) {
    TierDefaults defaults = settings.defaults(planned.model().tier());
    int maxTokens =
        request.sampling().maxTokens().isPresent()
            ? planned.maxTokens()
            : Math.min(planned.maxTokens(), defaults.maxTokens().orElse(Integer.MAX_VALUE));
    return new Call(
        planned.model(),
        PromptShaping.prompt(request, defaults),
        PromptShaping.sampling(request.sampling(), defaults),
        maxTokens,
        stream,
        othersFollow
            ? request.deadline().within(request.deadline().remaining().dividedBy(2))
            : request.deadline(),
        request.deadline());
  }

  private static Tried.End answered(Planned planned, Completion completion) {
    boolean cut = planned.cutByCost() && completion.finishReason() == FinishReason.LENGTH;
    return new Tried.End.Answered(cut ? FinishReason.BUDGET : completion.finishReason());
  }

  /** A refused call is not billed; one that was at work is, as far as it came. */
  private Bill failed(Planned planned, AnswerSink said, ProviderException failure) {
    if (failure.usage().isPresent()) {
      return Bill.of(planned.model(), failure.usage().get());
    }
    boolean atWork = !said.isEmpty() || failure.kind() == FailureKind.TIMEOUT;
    return atWork ? partial(planned, said) : Bill.NOTHING;
  }

  private Bill partial(Planned planned, AnswerSink said) {
    return Bill.of(planned.model(), estimate(said));
  }

  private Usage estimate(AnswerSink said) {
    long input = TokenEstimate.of(request.prompt(), request.hints()).expected();
    long output = TokenEstimate.of(said.text()).expected();
    return new Usage(input, 0, output, 0, true);
  }

  private Tried tried(Planned planned, AnswerSink said, long begun, Bill bill, Tried.End end) {
    Duration latency = Duration.ofNanos(rooms.nanoTime().getAsLong() - begun);
    return new Tried(planned, said, latency, bill, end);
  }

  private static Tried refused(Planned planned, AnswerSink said, Tried.End end) {
    return new Tried(planned, said, Duration.ZERO, Bill.NOTHING, end);
  }
}
