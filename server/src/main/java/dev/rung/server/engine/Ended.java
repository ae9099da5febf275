package dev.rung.server.engine;

import dev.rung.server.generate.Outcome;

/**
 * How a request ended, and on which way.
 *
 * @param routed false where the request named its model or routing is switched off
 * @param routingFailed judging the task failed and the default tier served
 */
record Ended(Outcome outcome, boolean routed, boolean routingFailed) {

  static Ended routed(Outcome outcome) {
    return new Ended(outcome, true, false);
  }

  static Ended unrouted(Outcome outcome) {
    return new Ended(outcome, false, false);
  }

  static Ended of(Outcome outcome, Decided decided) {
    return new Ended(outcome, decided.routed(), decided.classification().failed());
  }
}
