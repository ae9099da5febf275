package dev.rung.server.engine;

import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Source;
import dev.rung.server.key.KeyUse;
import dev.rung.server.provider.Allowance;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.Completion;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Provider;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.Reach;
import dev.rung.server.provider.UnsentException;
import dev.rung.server.select.AnswerRoom;
import dev.rung.server.select.Planned;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** One call at one model: what it asks, how it ended, and what it is billed. */
final class Calling {
  private final LongSupplier nanoTime;
  private final EngineSettings settings;
  private final GenerateRequest request;
  private final boolean stream;
  private final long start;

  /**
   * @param start of the request, by the monotonic clock
   */
  Calling(
      LongSupplier nanoTime,
      EngineSettings settings,
      GenerateRequest request,
      boolean stream,
      long start) {
    this.nanoTime = nanoTime;
    this.settings = settings;
    this.request = request;
    this.stream = stream;
    this.start = start;
  }

  /** The call that asks this model with this key. */
  Call call(Asked asked, KeyUse use, Consumer<List<Allowance>> allowances) {
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

  /** Makes it and waits for its end; what was said goes to the sinks. */
  Tried made(
      Planned planned,
      AnswerSink said,
      MeteredSink metered,
      Provider provider,
      Call call,
      KeyUse use) {
    long begun = nanoTime.getAsLong();
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

  private static Tried.End answered(Planned planned, Completion completion) {
    boolean cut = planned.cutByCost() && completion.finishReason() == FinishReason.LENGTH;
    return new Tried.End.Answered(
        cut ? FinishReason.BUDGET : completion.finishReason(), Shortfall.of(completion));
  }

  private Tried tried(
      Planned planned, Call call, AnswerSink said, long begun, Bill bill, Tried.End end) {
    Duration latency = Duration.ofNanos(nanoTime.getAsLong() - begun);
    Duration before = Duration.ofNanos(begun - start);
    Duration firstOutput = said.firstToken().map(first -> first.minus(before)).orElse(latency);
    return new Tried(planned, call.key(), said, latency, firstOutput, bill, end);
  }
}
