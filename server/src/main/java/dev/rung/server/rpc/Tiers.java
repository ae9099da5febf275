package dev.rung.server.rpc;

import dev.rung.server.generate.Tier;

/** Tiers as the contract and as health names spell them. */
final class Tiers {
  private Tiers() {}

  static dev.rung.v1.Tier toProto(Tier tier) {
    return switch (tier) {
      case TEMPLATE -> dev.rung.v1.Tier.TIER_0_TEMPLATE;
      case TINY -> dev.rung.v1.Tier.TIER_1_TINY;
      case SMALL -> dev.rung.v1.Tier.TIER_2_SMALL;
      case MEDIUM -> dev.rung.v1.Tier.TIER_3_MEDIUM;
      case LARGE -> dev.rung.v1.Tier.TIER_4_LARGE;
      case LOCAL_FALLBACK -> dev.rung.v1.Tier.TIER_LOCAL_FALLBACK;
    };
  }

  /** The service name that the health service knows it by: "tier0" to "tier4" or "fallback". */
  static String healthName(Tier tier) {
    return tier == Tier.LOCAL_FALLBACK ? "fallback" : "tier" + tier.level();
  }
}
