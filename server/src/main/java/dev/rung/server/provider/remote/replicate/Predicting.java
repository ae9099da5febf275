package dev.rung.server.provider.remote.replicate;

import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.Deadline;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.Completion;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.UnsentException;
import dev.rung.server.provider.remote.wire.ErrorBody;
import dev.rung.server.provider.remote.wire.Failures;
import dev.rung.server.provider.remote.wire.HttpExchange;
import java.time.Duration;
import java.util.Optional;

/**
 * One prediction from its creation to its end. Whoever leaves before that has it cancelled. One
 * call, one thread.
 */
final class Predicting {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  /** For the counts of an answer that is whole already. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Predictions predictions;
  private final Failures failures;
  private final Call call;
  private final Output output;

  Predicting(Predictions predictions, Failures failures, Call call, ChunkSink sink) {
    this.predictions = predictions;
    this.failures = failures;
    this.call = call;
    this.output = new Output(sink);
  }

  Completion predict(ModelReference model, Inputs inputs)
      throws ProviderException, CallerGoneException, InterruptedException {
    Prediction created = predictions.create(call, model, inputs);
    if (created.ended()) {
      return complete(created);
    }
    boolean ended = false;
    try {
      boolean well = call.stream() && follow(created);
      Optional<Prediction> last = last(created.id(), well);
      ended = true;
      return last.isPresent()
          ? complete(last.get())
          : new Completion(FinishReason.STOP, Optional.empty(), Optional.of(created.id()));
    } catch (UnsentException interrupted) {
      throw new InterruptedException("interrupted while the prediction was made");
    } catch (ProviderException failure) {
      throw failure.afterSending();
    } finally {
      if (!ended) {
        predictions.cancel(created.id(), call);
      }
    }
  }

  /**
   * Whether the stream said that all is well. One that breaks is no loss while there is time:
   * looking again brings what it lacked.
   */
  private boolean follow(Prediction created)
      throws ProviderException, CallerGoneException, InterruptedException {
    try {
      Optional<HttpExchange> events = predictions.stream(created, call);
      if (events.isEmpty()) {
        return false;
      }
      try (HttpExchange exchange = events.get()) {
        return new EventStream(exchange, output).follow();
      }
    } catch (ProviderException broken) {
      if (isLate()) {
        throw broken;
      }
      return false;
    }
  }

  /** Empty where the answer is whole already and only its counts cannot be had. */
  private Optional<Prediction> last(String id, boolean well)
      throws ProviderException, CallerGoneException, InterruptedException {
    boolean whole = well && !output.isEmpty();
    Deadline until = whole ? call.deadline().within(PATIENCE) : call.deadline();
    try {
      return Optional.of(lookUntilItEnds(id, until));
    } catch (ProviderException uncounted) {
      if (whole) {
        return Optional.empty();
      }
      throw uncounted;
    }
  }

  private boolean isLate() {
    return call.deadline().isPast() || (output.isEmpty() && call.firstOutput().isPast());
  }

  private Prediction lookUntilItEnds(String id, Deadline until)
      throws ProviderException, CallerGoneException, InterruptedException {
    Duration pause = FIRST_PAUSE;
    while (true) {
      Prediction now = predictions.look(id, call, until);
      if (now.ended()) {
        return now;
      }
      if (call.stream()) {
        handOn(now);
      }
      if (isLate() || until.isPast()) {
        throw ProviderException.of(
            FailureKind.TIMEOUT,
            call.model().provider() + " gave no output in time for another model to answer");
      }
      Duration left = until.remaining();
      predictions.pause(left.compareTo(pause) < 0 ? left : pause);
      Duration longer = pause.multipliedBy(2);
      pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }
  }

  private Completion complete(Prediction last)
      throws ProviderException, CallerGoneException, InterruptedException {
    if (!last.succeeded()) {
      ProviderException failure =
          last.status().equals("failed")
              ? failures.inBand(new ErrorBody(last.error(), "", ""), Optional.of(call.prompt()))
              : failures.unavailable("ended the prediction as " + last.status());
      throw last.usage().map(failure::withUsage).orElse(failure);
    }
    handOn(last);
    if (output.isEmpty()) {
      ProviderException empty = failures.bad("gave an empty answer");
      throw last.usage().map(empty::withUsage).orElse(empty);
    }
    boolean full =
        last.usage().map(usage -> usage.outputTokens() >= call.maxTokens()).orElse(false);
    return new Completion(
        full ? FinishReason.LENGTH : FinishReason.STOP, last.usage(), Optional.of(last.id()));
  }

  private void handOn(Prediction now)
      throws ProviderException, CallerGoneException, InterruptedException {
    if (!output.continueTo(now.output())) {
      throw failures.bad("sent a stream that is not what its prediction says");
    }
  }
}
