package dev.rung.server.engine;

import dev.rung.server.budget.Charge;
import dev.rung.server.budget.Headroom;
import dev.rung.server.budget.LedgerLine;
import dev.rung.server.generate.Attempt;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.guard.Hindrance;
import dev.rung.server.provider.ApiKey;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.select.Planned;
import java.time.Duration;
import java.util.Optional;

/**
 * How one attempt went.
 *
 * @param key what it was made with; absent where it was not made, or needed none
 * @param latency of this attempt alone
 * @param firstOutput from its beginning; the latency where nothing was said
 * @param bill nothing where the model was not called
 */
record Tried(
    Planned planned,
    Optional<ApiKey> key,
    AnswerSink said,
    Duration latency,
    Duration firstOutput,
    Bill bill,
    End end) {

  /** Its end. */
  sealed interface End {
    /**
     * With an answer.
     *
     * @param shortfall how what the model was told falls short of the request
     */
    record Answered(FinishReason finishReason, Shortfall shortfall) implements End {}

    /**
     * By a fault of the model, the provider, the request or the key.
     *
     * @param byKey whether another key may do better
     */
    record Failed(ProviderException cause, boolean byKey) implements End {}

    /** With an answer that is not what the request asked for; nothing of it was passed on. */
    record Unfit(ProviderException cause) implements End {}

    /** The caller went away, or the daemon stops. */
    record Gone() implements End {}

    /** Stopped: another call that was made at the same time was faster. */
    record Outrun() implements End {}

    /** Not called: no use, as things stood by then. */
    record PassedOver(String why) implements End {}

    /** Not called: no room under a budget. */
    record OverBudget(Headroom headroom) implements End {}

    /** Not called: the ledger could not write down what it costs. */
    record Unwritten(String why) implements End {}

    /** Not called: earlier attempts left too little of the request's own cost limit. */
    record OverCostLimit() implements End {}

    /** Not called: the model must not be called now. */
    record Hindered(Hindrance hindrance) implements End {}

    /** Not called: no provider was built for the model. */
    record NoProvider() implements End {}
  }

  /** Why it gave no answer; empty where it did. */
  Optional<String> error() {
    return switch (end) {
      case End.Answered answered -> Optional.empty();
      case End.Failed(var cause, var _) -> Optional.of(cause.kind() + ": " + cause.text());
      case End.Unfit(var cause) -> Optional.of(cause.kind() + ": " + cause.text());
      case End.Gone gone -> Optional.of("the caller went away, or Rung is stopping");
      case End.Outrun outrun -> Optional.of("another call was faster");
      case End.PassedOver passed -> Optional.of(passed.why());
      case End.OverBudget over -> Optional.of("over the budget " + over.headroom().budget());
      case End.Unwritten unwritten -> Optional.of(unwritten.why());
      case End.OverCostLimit over -> Optional.of("over max_cost");
      case End.Hindered hindered -> Optional.of(hindered.hindrance().text());
      case End.NoProvider none -> Optional.of("its provider is not available");
    };
  }

  /** The same, of which another one was faster. */
  Tried outrun() {
    return new Tried(planned, key, said, latency, firstOutput, bill, new End.Outrun());
  }

  /** What the ledger is told of an attempt that called its model. */
  Charge charge() {
    LedgerLine.Result result =
        switch (end) {
          case End.Answered _ -> LedgerLine.Result.ANSWERED;
          case End.Unfit _ -> LedgerLine.Result.UNFIT;
          case End.Gone _ -> LedgerLine.Result.CANCELLED;
          case End.Outrun _ -> LedgerLine.Result.OUTRUN;
          case End.Failed _,
              End.PassedOver _,
              End.OverBudget _,
              End.Unwritten _,
              End.OverCostLimit _,
              End.Hindered _,
              End.NoProvider _ ->
              LedgerLine.Result.FAILED;
        };
    return new Charge(
        result,
        bill.cost(),
        bill.usage(),
        planned.model().prices().isEmpty(),
        result != LedgerLine.Result.ANSWERED);
  }

  /** The same as the decision shows it. */
  Attempt attempt() {
    return new Attempt(
        planned.model().name(),
        planned.model().tier(),
        key.map(ApiKey::name),
        result(),
        error(),
        latency,
        bill.cost(),
        said.isEmpty() ? Optional.empty() : Optional.of(firstOutput),
        bill.usage());
  }

  private Attempt.Result result() {
    return switch (end) {
      case End.Answered _ -> Attempt.Result.ANSWERED;
      case End.Failed _ -> Attempt.Result.FAILED;
      case End.Unfit _ -> Attempt.Result.UNFIT;
      case End.Gone _, End.Outrun _ -> Attempt.Result.CANCELLED;
      case End.PassedOver _,
          End.OverBudget _,
          End.Unwritten _,
          End.OverCostLimit _,
          End.Hindered _,
          End.NoProvider _ ->
          Attempt.Result.REFUSED;
    };
  }
}
