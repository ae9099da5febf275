package dev.rung.local.decoding;

import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import dev.rung.local.decoding.Decoder.Logits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes all answers of one model, step by step: answers begin and end between steps. Runs on one
 * thread, the only one that touches the decoder, and closes that in the end.
 */
final class DecodeLoop implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(DecodeLoop.class);

  private final Decoder decoder;
  private final int maxSequences;
  private final StepPlan plan;
  private final WaitingLine line;
  private final Memory memory;
  private final Upkeep upkeep;
  private final Runnable atEnd;
  private final List<Working> working = new ArrayList<>();

  /** The decoder had no memory for the next answer; it gets its turn after another one's end. */
  private boolean full;

  private volatile int workingCount;

  DecodeLoop(Decoder decoder, DecodingSettings settings, WaitingLine line, Runnable atEnd) {
    this.decoder = decoder;
    this.maxSequences = Math.min(settings.maxSequences(), decoder.widestStep());
    this.plan =
        new StepPlan(settings.prefillTokens(), decoder.widestStep(), settings.draftTokens());
    this.line = line;
    this.memory = new Memory(decoder, settings.cacheBytes(), settings.reuse());
    this.upkeep = new Upkeep(decoder::tidy, settings.tidyAfter(), System::nanoTime);
    this.atEnd = atEnd;
  }

  @Override
  public void run() {
    try (decoder) {
      try {
        while (line.await(working, this::admits, upkeep)) {
          retire();
          admit();
          step(plan.of(working));
          upkeep.runIfDue();
        }
      } finally {
        working.forEach(each -> memory.release(each, false));
        memory.close();
      }
    } catch (Throwable failure) { // The root of the thread: nobody else would tell the callers.
      LOG.error("the decode loop of a model has failed", failure);
      line.close(Reason.ENDED, "the model has failed and must be loaded again");
    } finally {
      atEnd.run();
    }
  }

  /** Answers that are being made. For any thread. */
  int working() {
    return workingCount;
  }

  private boolean admits(Answer answer) {
    return working.size() < maxSequences && !full && memory.hasRoom(answer);
  }

  private void admit() {
    Optional<Answer> next = line.next(this::admits);
    while (next.isPresent()) {
      begin(next.get());
      next = line.next(this::admits);
    }
  }

  private void begin(Answer answer) {
    try {
      working.add(memory.open(answer));
      workingCount = working.size();
    } catch (InferenceException | RuntimeException failure) {
      full = !working.isEmpty() && isLackOfMemory(failure);
      if (full) {
        line.putBack(answer);
      } else {
        fail(answer, failure);
      }
    }
  }

  private static boolean isLackOfMemory(Exception failure) {
    return failure instanceof InferenceException known && known.reason() == Reason.OUT_OF_MEMORY;
  }

  private void retire() {
    working.stream()
        .filter(each -> each.answer().isOver())
        .toList()
        .forEach(each -> end(each, true));
  }

  /** Forgets an answer, or keeps what the model knows of it, if that is whole. */
  private void end(Working ended, boolean known) {
    if (working.remove(ended)) {
      memory.release(ended, known);
      workingCount = working.size();
      full = false;
    }
  }

  private void step(List<Portion> portions) {
    if (portions.isEmpty()) {
      return;
    }
    try {
      upkeep.worked();
      Logits logits = decoder.forward(portions.stream().map(Portion::input).toList());
      int row = 0;
      for (Portion portion : portions) {
        take(portion, logits, row);
        row += portion.wanted();
      }
    } catch (InferenceException | RuntimeException failure) {
      for (Portion portion : portions) {
        fail(portion.working().answer(), failure);
        end(portion.working(), false);
      }
    }
    retire();
  }

  private void take(Portion portion, Logits logits, int row) {
    try {
      portion.working().take(portion, logits, row, decoder);
      if (portion.working().isAtBorder()) {
        memory.keepCopy(portion.working());
      }
    } catch (InferenceException | RuntimeException failure) {
      fail(portion.working().answer(), failure);
      end(portion.working(), false);
    }
  }

  private static void fail(Answer answer, Exception failure) {
    if (failure instanceof InferenceException known) {
      answer.queue().fail(known.reason(), String.valueOf(known.getMessage()), Optional.of(known));
    } else {
      String name = failure.getClass().getSimpleName();
      answer.queue().fail(Reason.FAILED, "the model failed with " + name, Optional.of(failure));
    }
  }
}
