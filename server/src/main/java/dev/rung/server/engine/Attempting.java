package dev.rung.server.engine;

import dev.rung.server.budget.Charge;
import dev.rung.server.budget.Grant;
import dev.rung.server.budget.LedgerLine;
import dev.rung.server.budget.Reservation;
import dev.rung.server.budget.Spend;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.guard.Expected;
import dev.rung.server.guard.Guard;
import dev.rung.server.guard.Need;
import dev.rung.server.guard.Permit;
import dev.rung.server.key.KeyUse;
import dev.rung.server.key.Keyring;
import dev.rung.server.provider.ApiKey;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.Provider;
import dev.rung.server.select.AnswerRoom;
import dev.rung.server.select.Planned;
import dev.rung.server.select.TokenEstimate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One attempt at one model: reserve, permit, call, settle. Whatever happens, the reservation ends
 * and the permit is given back.
 */
final class Attempting {
  private final Rooms rooms;
  private final GenerateRequest request;
  private final long start;
  private final Calling calling;

  Attempting(
      Rooms rooms, EngineSettings settings, GenerateRequest request, boolean stream, long start) {
    this.rooms = rooms;
    this.request = request;
    this.start = start;
    this.calling = new Calling(rooms.nanoTime(), settings, request, stream, start);
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
      Call call = calling.call(asked, use, permit::allowances);
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
      Tried tried = calling.made(asked.planned(), said, metered, provider, call, use);
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

  private static Tried refused(Planned planned, AnswerSink said, Tried.End end) {
    return new Tried(
        planned, Optional.empty(), said, Duration.ZERO, Duration.ZERO, Bill.NOTHING, end);
  }
}
