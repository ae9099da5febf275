package dev.rung.server.rpc;

import dev.rung.server.generate.Strategy;

/** Strategies as the contract spells them. */
final class Strategies {
  private Strategies() {}

  static dev.rung.v1.Strategy toProto(Strategy strategy) {
    return switch (strategy) {
      case BALANCED -> dev.rung.v1.Strategy.BALANCED;
      case QUALITY_FIRST -> dev.rung.v1.Strategy.QUALITY_FIRST;
      case COST_FIRST -> dev.rung.v1.Strategy.COST_FIRST;
      case PREFER_LOCAL -> dev.rung.v1.Strategy.PREFER_LOCAL;
      case LOCAL_ONLY -> dev.rung.v1.Strategy.LOCAL_ONLY;
      case PRIORITY -> dev.rung.v1.Strategy.PRIORITY;
      case PERFORMANCE -> dev.rung.v1.Strategy.PERFORMANCE;
      case AB -> dev.rung.v1.Strategy.AB;
    };
  }
}
