package dev.rung.server.batch;

import dev.rung.server.call.Delivery;
import dev.rung.server.call.Running;
import dev.rung.server.call.Unanswered;
import dev.rung.server.call.UnarySink;
import dev.rung.server.generate.Answer;
import dev.rung.server.generate.Attempt;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.Deadline;
import dev.rung.server.generate.Decision;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.RequestId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** The outcome of one item on its way to its batch: in one piece, and once. */
final class ItemDelivery implements Delivery {
  private final String item;
  private final Listener batch;
  private final AtomicBoolean ended = new AtomicBoolean();
  private Optional<Running> running = Optional.empty();

  /** Who is told of the item. */
  interface Listener {

    /** A thread of its own is about to work for it. */
    void begins(Running work);

    /** Whether the batch pays so much more than the item was given. */
    boolean pays(Money more);

    /** No thread could be had: it may be tried again. */
    void full(Optional<Running> work);

    /** Its end; once, on the thread that worked for it. */
    void ended(Optional<Running> work, BatchResult result, Money cost);
  }

  ItemDelivery(String item, Listener batch) {
    this.item = item;
    this.batch = batch;
  }

  @Override
  public boolean stream() {
    return false;
  }

  @Override
  public boolean waitsForRoom() {
    return true;
  }

  @Override
  public boolean isSlow(Answer answer) {
    return false;
  }

  @Override
  public ChunkSink begin(Running work, Deadline deadline) {
    running = Optional.of(work);
    batch.begins(work);
    return new UnarySink(work, batch::pays);
  }

  @Override
  public void whole(Answer answer) {
    end(new BatchResult.Answered(item, answer), answer.cost());
  }

  @Override
  public void rest(Answer answer) {
    whole(answer);
  }

  @Override
  public void fail(RequestId id, Optional<Answer> partial, Unanswered why) {
    if (why instanceof Unanswered.Full) {
      batch.full(running);
      return;
    }
    Money cost = partial.map(Answer::cost).orElseGet(() -> attempted(why));
    end(new BatchResult.Failed(item, why, cost), cost);
  }

  private static Money attempted(Unanswered why) {
    Optional<Decision> decision =
        why instanceof Unanswered.Refused(var _, var behind) ? behind : Optional.empty();
    return decision.stream()
        .flatMap(d -> d.attempts().stream())
        .map(Attempt::cost)
        .reduce(Money.ZERO, Money::plus);
  }

  private void end(BatchResult result, Money cost) {
    if (ended.compareAndSet(false, true)) {
      batch.ended(running, result, cost);
    }
  }
}
