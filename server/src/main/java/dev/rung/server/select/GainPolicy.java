package dev.rung.server.select;

import dev.rung.server.classify.Classification;
import dev.rung.server.generate.Signal;
import dev.rung.server.generate.Strategy;
import dev.rung.server.generate.Tier;
import java.util.Optional;

/**
 * How strategies weigh what a stronger model would add: the same trade of cost against quality at
 * three points. Between tiers 2, 3 and 4 a task goes up by one from a gain on, and down by one
 * below another. With quality-first going up means to the best model of all.
 *
 * <p>Where no gain is known every task stays at its own tier. Immutable.
 */
public record GainPolicy(GainBounds balanced, GainBounds costFirst, GainBounds qualityFirst) {
  /** Balanced asks more of the few that gain most, cost-first less of what hardly gains. */
  public static final GainPolicy DEFAULT =
      new GainPolicy(new GainBounds(0.55, 0), new GainBounds(1, 0.15), new GainBounds(0.05, 0));

  /** What came of weighing. */
  enum Turn {
    STAY("stays"),
    UP("goes up"),
    DOWN("goes down");

    private final String words;

    Turn(String words) {
      this.words = words;
    }
  }

  /**
   * What came of weighing, and for which tier.
   *
   * @param tier that should serve
   * @param signal as the decision shows it; absent where nothing was weighed
   */
  record Weighed(Turn turn, Tier tier, Optional<Signal> signal) {}

  Weighed weigh(Strategy strategy, Classification classification) {
    Tier tier = classification.tier();
    Optional<GainBounds> bounds = bounds(strategy);
    if (bounds.isEmpty() || classification.gain().isEmpty()) {
      return new Weighed(Turn.STAY, tier, Optional.empty());
    }
    double gain = classification.gain().getAsDouble();
    Turn turn = turn(bounds.get(), gain);
    if (strategy == Strategy.QUALITY_FIRST) {
      String whither = turn == Turn.UP ? "by the best model" : "as " + tier.label();
      return new Weighed(turn, tier, Optional.of(signal(gain, bounds.get(), turn, whither)));
    }
    Tier served = moved(tier, turn);
    Turn made = served == tier ? Turn.STAY : turn;
    Signal signal = signal(gain, bounds.get(), made, "as " + served.label());
    return new Weighed(turn, served, Optional.of(signal));
  }

  private Optional<GainBounds> bounds(Strategy strategy) {
    return switch (strategy) {
      case BALANCED -> Optional.of(balanced);
      case COST_FIRST -> Optional.of(costFirst);
      case QUALITY_FIRST -> Optional.of(qualityFirst);
      case PREFER_LOCAL, LOCAL_ONLY, PRIORITY, PERFORMANCE, AB -> Optional.empty();
    };
  }

  private static Turn turn(GainBounds bounds, double gain) {
    if (bounds.upFrom() < 1 && gain >= bounds.upFrom()) {
      return Turn.UP;
    }
    return gain < bounds.downBelow() ? Turn.DOWN : Turn.STAY;
  }

  private static Tier moved(Tier tier, Turn turn) {
    return switch (turn) {
      case STAY -> tier;
      case UP -> tier == Tier.SMALL || tier == Tier.MEDIUM ? Tier.ofLevel(tier.level() + 1) : tier;
      case DOWN ->
          tier == Tier.LARGE || tier == Tier.MEDIUM ? Tier.ofLevel(tier.level() - 1) : tier;
    };
  }

  private static Signal signal(double gain, GainBounds bounds, Turn turn, String served) {
    String detail =
        turn.words
            + "; up from "
            + bounds.upFrom()
            + ", down below "
            + bounds.downBelow()
            + "; served "
            + served;
    return new Signal("gain", gain, detail);
  }
}
