package dev.rung.server.engine;

import dev.rung.server.budget.Reservation;
import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Source;
import dev.rung.server.generate.Usage;
import dev.rung.server.provider.Prices;
import dev.rung.server.select.Planned;

/**
 * Counts what an answer says against what was set aside for it. A provider that says more than it
 * was allowed to costs more: more is set aside, and where there is no room for that, the answer
 * ends here. One thread.
 */
final class MeteredSink implements ChunkSink {
  private static final int LEAST_MORE = 64;
  private static final int MORE_SHARE = 4;

  private final AnswerSink said;
  private final Reservation reservation;
  private final Prices prices;
  private final long most;
  private long allowed;
  private long chars;
  private long counted;
  private long lookAt;
  private boolean cut;

  MeteredSink(Planned planned, AnswerSink said, Reservation reservation) {
    this.said = said;
    this.reservation = reservation;
    this.prices = planned.model().prices().orElse(Prices.FREE);
    this.most = PossibleUsage.mostOutput(planned.model(), planned.maxTokens());
    this.allowed = planned.maxTokens();
    this.lookAt = allowed;
  }

  /** Whether the answer was ended for want of money. */
  boolean isCut() {
    return cut;
  }

  @Override
  public void accept(Chunk chunk) throws CallerGoneException, InterruptedException {
    said.accept(chunk);
    chars +=
        switch (chunk) {
          case Chunk.Delta delta -> delta.text().length();
          case Chunk.ToolCallDelta delta -> delta.arguments().length();
        };
    // A token is seldom shorter than a character, so that most answers are never counted.
    if (chars > lookAt) {
      counted = Math.max(counted, said.tokens());
      lookAt = chars + chars / MORE_SHARE;
      allow();
    }
  }

  private void allow() throws CallerGoneException {
    if (counted <= allowed) {
      return;
    }
    long more = counted - allowed + Math.max(LEAST_MORE, allowed / MORE_SHARE);
    Money price = prices.bound(0, more, 0);
    if (!reservation.extend(price)) {
      cut = true;
      throw new CallerGoneException("no money is left for a longer answer");
    }
    allowed += more;
  }

  @Override
  public boolean committed() {
    return said.committed();
  }

  @Override
  public void comesFrom(Source source) {
    said.comesFrom(source);
  }

  @Override
  public void counted(Usage soFar) {
    said.counted(soFar);
    counted = Math.max(counted, Math.min(most, soFar.outputTokens()));
    lookAt = counted > allowed ? 0 : lookAt;
  }
}
