package dev.rung.local.tokenizer;

import com.hubspot.jinjava.objects.SafeString;
import dev.rung.local.Turn;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What one rendering may still do, and whether the template gave up. For one thread. */
final class RenderBudget {
  /** Where a rendering finds its own; no template can spell a name with spaces. */
  static final String KEY = "what is left";

  private static final int STEPS = 20_000;
  private static final int STEPS_OF_TURN = 200;

  /** Chars that are looked through in one step. */
  private static final int CHARS_OF_STEP = 1_000;

  /** Things of a list that are. */
  private static final int THINGS_OF_STEP = 100;

  /** How often a template may look through all that was said. */
  private static final int ROUNDS = 100;

  /** For what no step counts, such as putting two long texts together again and again. */
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final long start = System.nanoTime();
  private long steps;
  private boolean refused;

  /** For a conversation. */
  RenderBudget(List<Turn> conversation) {
    long chars = conversation.stream().mapToLong(turn -> turn.text().length()).sum();
    this.steps =
        STEPS + (long) conversation.size() * STEPS_OF_TURN + chars * ROUNDS / CHARS_OF_STEP;
  }

  /** Counts steps; the template is stopped after too many, or when they take too long. */
  void step(long count) {
    steps -= count;
    if (steps < 0) {
      throw new IllegalStateException("the template takes too many steps");
    }
    if (System.nanoTime() - start > LONGEST_NANOS) {
      throw new IllegalStateException("the template takes too long");
    }
  }

  /** Counts the steps that it takes to look through a value for others, and through those. */
  void read(@Nullable Object value, @Nullable Object... others) {
    step(size(value));
    for (Object other : others) {
      step(size(other));
      if (value instanceof CharSequence && other instanceof CharSequence) {
        step(size(value) * size(other));
      }
    }
  }

  /** In steps. */
  private static long size(@Nullable Object value) {
    return switch (value) {
      case null -> 0;
      case CharSequence text -> text.length() / CHARS_OF_STEP;
      case SafeString safe -> size(safe.getValue());
      case Collection<?> things -> things.size() / THINGS_OF_STEP;
      case Map<?, ?> things -> things.size() / THINGS_OF_STEP;
      default -> 0;
    };
  }

  void refuse() {
    refused = true;
  }

  boolean isRefused() {
    return refused;
  }
}
