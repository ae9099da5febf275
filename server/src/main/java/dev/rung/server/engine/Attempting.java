package dev.rung.server.engine;

import dev.rung.server.budget.Charge;
import dev.rung.server.budget.Grant;
import dev.rung.server.budget.LedgerLine;
import dev.rung.server.budget.Reservation;
import dev.rung.server.budget.Spend;
import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Source;
import dev.rung.server.guard.Expected;
import dev.rung.server.guard.Guard;
import dev.rung.server.guard.Need;
import dev.rung.server.guard.Permit;
import dev.rung.server.key.KeyUse;
import dev.rung.server.key.Keyring;
import dev.rung.server.provider.Allowance;
import dev.rung.server.provider.ApiKey;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.Completion;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Provider;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.Reach;
import dev.rung.server.provider.UnsentException;
import dev.rung.server.select.AnswerRoom;
import dev.rung.server.select.Planned;
import dev.rung.server.select.TokenEstimate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * One attempt at one model: reserve, permit, call, settle. Whatever happens, the reservation ends
 * and the permit is given back.
 */
final class Attempting {
  private final Rooms rooms;
  private final EngineSettings settings;
  private final GenerateRequest request;
  private final boolean stream;
  private final long start;

  Attempting(
      Rooms rooms, EngineSettings settings, GenerateRequest request, boolean stream, long start) {
    this.rooms = rooms;
    this.settings = settings;
    this.request = request;
    this.stream = stream;
    this.start = start;
  }

  /** Asks one model with the next of its keys; what it says goes to {@code caller}. */
  Tried attempt(Asked asked, Optional<Provider> provider, KeyTurns keys, ChunkSink caller) {
    boolean held = request.prompt().responseSchema().isPresent();
    AnswerSink said = new AnswerSink(caller, rooms.nanoTime(), start, held);
    Planned planned = asked.planned();
    if (provider.isEmpty()) {
      return refused(planned, said, new Tried.End.NoProvider());
    }
    Spend spend =
        new Spend(
            request.id(),
            request.caller(),
            planned.model().name(),
            planned.model().provider(),
            planned.model().tier(),
            planned.bound());
    return switch (rooms.budget().reserve(spend)) {
      case Grant.Refused no -> refused(planned, said, new Tried.End.OverBudget(no.headroom()));
      case Grant.Unwritable no -> refused(planned, said, new Tried.End.Unwritten(no.why()));
      case Grant.Reserved yes -> reserved(asked, said, provider.get(), keys, yes.reservation());
    };
  }

  private Tried reserved(
      Asked asked, AnswerSink said, Provider provider, KeyTurns keys, Reservation reservation) {
    Planned planned = asked.planned();
    try (reservation) {
      while (true) {
        List<ApiKey> order = keys.order();
        if (order.isEmpty() && keys.areNeeded()) {
          return refused(planned, said, new Tried.End.Hindered(keys.hindrance()));
        }
        switch (leave(planned, order)) {
          case Guard.Leave.Refused(var why) -> {
            return refused(planned, said, new Tried.End.Hindered(why));
          }
          case Guard.Leave.Granted(var permit) -> {
            Optional<Tried> tried = permitted(asked, said, provider, keys, reservation, permit);
            if (tried.isPresent()) {
              return tried.get();
            }
          }
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return refused(planned, said, new Tried.End.Gone());
    }
  }

  private Guard.Leave leave(Planned planned, List<ApiKey> keys) throws InterruptedException {
    Need need = planned.lastResort() ? Need.LAST_RESORT : Need.USUAL;
    return rooms.guard().await(planned.model(), keys, expected(planned), need, longestWait());
  }

  /** In the queue of one model; the guard has a bound of its own, which is usually shorter. */
  private Duration longestWait() {
    return request.deadline().remaining();
  }

  /** Absent where another request tries the key out that the call would be made with. */
  private Optional<Tried> permitted(
      Asked asked,
      AnswerSink said,
      Provider provider,
      KeyTurns keys,
      Reservation reservation,
      Permit permit) {
    try (permit) {
      return switch (keys.turn(permit.key())) {
        case Keyring.Turn.Refused _ -> Optional.empty();
        case Keyring.Turn.Granted(var use) ->
            Optional.of(keyed(asked, said, provider, reservation, permit, use));
      };
    }
  }

  private Tried keyed(
      Asked asked,
      AnswerSink said,
      Provider provider,
      Reservation reservation,
      Permit permit,
      KeyUse use) {
    try (use) {
      Call call = call(asked, use, permit::allowances);
      return settled(asked, said, provider, call, reservation, permit, use);
    }
  }

  private Tried settled(
      Asked asked,
      AnswerSink said,
      Provider provider,
      Call call,
      Reservation reservation,
      Permit permit,
      KeyUse use) {
    try {
      MeteredSink metered = new MeteredSink(asked.planned(), said, reservation);
      Tried tried = called(asked.planned(), said, metered, provider, call, use);
      tell(permit, use, tried);
      Tried judged = asked.judged().apply(tried);
      reservation.settle(judged.charge());
      return judged;
    } catch (RuntimeException | Error bug) {
      // A bug here does not make free what the far end has already done.
      Bill bill = Bill.estimated(call, said);
      boolean unpriced = call.model().prices().isEmpty();
      reservation.settle(
          new Charge(LedgerLine.Result.FAILED, bill.cost(), bill.usage(), unpriced, true));
      throw bug;
    }
  }

  private Expected expected(Planned planned) {
    long input = TokenEstimate.of(request.prompt(), request.hints()).expected();
    return new Expected(input, Math.min(planned.maxTokens(), AnswerRoom.USUAL));
  }

  private static void tell(Permit permit, KeyUse use, Tried tried) {
    switch (tried.end()) {
      case Tried.End.Answered _, Tried.End.Unfit _ -> {
        use.answered();
        permit.answered(tried.firstOutput(), tried.bill().tokens());
      }
      case Tried.End.Failed(var cause, var byKey) -> {
        if (byKey) {
          permit.refused(cause, tried.bill().tokens());
        } else {
          permit.failed(cause, tried.latency(), tried.bill().tokens());
        }
      }
      case Tried.End.Gone _ -> permit.left(tried.bill().tokens());
      case Tried.End.Outrun _,
          Tried.End.PassedOver _,
          Tried.End.OverBudget _,
          Tried.End.Unwritten _,
          Tried.End.OverCostLimit _,
          Tried.End.Hindered _,
          Tried.End.NoProvider _ -> {
        // Was not called.
      }
    }
  }

  private Tried called(
      Planned planned,
      AnswerSink said,
      MeteredSink metered,
      Provider provider,
      Call call,
      KeyUse use) {
    long begun = rooms.nanoTime().getAsLong();
    try {
      said.comesFrom(source(planned));
      WholeCharacters whole = new WholeCharacters(metered);
      Completion completion = provider.generate(call, whole);
      whole.end();
      Bill bill =
          completion
              .usage()
              .map(usage -> Bill.counted(call, usage))
              .orElseGet(() -> Bill.estimated(call, said));
      Tried.End end = answered(planned, completion);
      return tried(
          planned,
          call,
          said,
          begun,
          bill,
          said.isHeld() ? AnswerCheck.of(request, planned, said, end) : end);
    } catch (ProviderException failure) {
      Bill bill = Bill.ofFailed(call, said, failure);
      boolean byKey = use.failed(failure);
      return tried(planned, call, said, begun, bill, new Tried.End.Failed(failure, byKey));
    } catch (CallerGoneException gone) {
      return metered.isCut() ? cut(planned, said, begun, call) : gone(planned, said, begun, call);
    } catch (UnsentException unsent) {
      Thread.currentThread().interrupt();
      return tried(planned, call, said, begun, Bill.NOTHING, new Tried.End.Gone());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return gone(planned, said, begun, call);
    }
  }

  private static Source source(Planned planned) {
    Model model = planned.model();
    return new Source(Optional.of(model.name()), model.tier(), model.provider());
  }

  /** An answer that was ended for want of money; what is held back of it goes on. */
  private Tried cut(Planned planned, AnswerSink said, long begun, Call call) {
    Bill bill = Bill.estimated(call, said);
    Tried.End end = new Tried.End.Answered(FinishReason.BUDGET, Shortfall.NONE);
    try {
      if (said.isHeld()) {
        said.release(said.text());
      }
      return tried(planned, call, said, begun, bill, end);
    } catch (CallerGoneException gone) {
      return gone(planned, said, begun, call);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return gone(planned, said, begun, call);
    }
  }

  private Tried gone(Planned planned, AnswerSink said, long begun, Call call) {
    return tried(planned, call, said, begun, Bill.estimated(call, said), new Tried.End.Gone());
  }

  private Call call(Asked asked, KeyUse use, Consumer<List<Allowance>> allowances) {
    Planned planned = asked.planned();
    TierDefaults defaults = settings.defaults(planned.model().tier());
    return new Call(
        planned.model(),
        use.key(),
        PromptShaping.prompt(request, defaults),
        PromptShaping.sampling(request.sampling(), defaults),
        planned.maxTokens(),
        answerRoom(planned, defaults, asked.mayReduce()),
        stream,
        asked.othersFollow()
            ? request.deadline().within(request.deadline().remaining().dividedBy(2))
            : request.deadline(),
        request.deadline(),
        allowances,
        request.caller().tenant());
  }

  private OptionalInt answerRoom(Planned planned, TierDefaults defaults, boolean mayReduce) {
    if (!mayReduce || planned.model().reach() != Reach.IN_PROCESS) {
      return OptionalInt.empty();
    }
    OptionalInt asked = request.sampling().maxTokens();
    return OptionalInt.of(
        AnswerRoom.of(planned.model(), asked.isPresent() ? asked : defaults.maxTokens()));
  }

  private static Tried.End answered(Planned planned, Completion completion) {
    boolean cut = planned.cutByCost() && completion.finishReason() == FinishReason.LENGTH;
    return new Tried.End.Answered(
        cut ? FinishReason.BUDGET : completion.finishReason(), Shortfall.of(completion));
  }

  private Tried tried(
      Planned planned, Call call, AnswerSink said, long begun, Bill bill, Tried.End end) {
    Duration latency = Duration.ofNanos(rooms.nanoTime().getAsLong() - begun);
    Duration before = Duration.ofNanos(begun - start);
    Duration firstOutput = said.firstToken().map(first -> first.minus(before)).orElse(latency);
    return new Tried(planned, call.key(), said, latency, firstOutput, bill, end);
  }

  private static Tried refused(Planned planned, AnswerSink said, Tried.End end) {
    return new Tried(
        planned, Optional.empty(), said, Duration.ZERO, Duration.ZERO, Bill.NOTHING, end);
  }
}
