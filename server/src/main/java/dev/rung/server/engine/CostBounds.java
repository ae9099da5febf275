package dev.rung.server.engine;

import dev.rung.server.generate.Money;

/**
 * What a request may cost at most, as things stand.
 *
 * @param first one attempt at the model that is asked first
 * @param most one attempt at whichever of its models is the dearest
 */
public record CostBounds(Money first, Money most) {
  /** Of what costs nothing, or is refused before it could. */
  public static final CostBounds NOTHING = new CostBounds(Money.ZERO, Money.ZERO);
}
