package dev.rung.local.checkpoint;

import dev.rung.local.InferenceException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What a rotary position embedding is given, in the keys of either major version of transformers.
 *
 * @param theta base of the frequencies
 * @param share of a head's dimensions that turn
 * @param window tokens of input and output together that it is for
 */
record Rope(double theta, double share, RopeScaling scaling, int window) {
  private static final String SHARE = "partial_rotary_factor";
  private static final String TABLE = "rope_scaling";

  /** More dimensions than any head has; a list of them fits into memory. */
  private static final int MOST_TURNED = 1 << 16;

  /**
   * Reads it.
   *
   * @param window what config.json says, or the usual one
   * @param share where the file does not say; empty if the architecture turns whole heads
   */
  static Rope read(ConfigFile file, int window, OptionalDouble share) throws InferenceException {
    double theta = file.positive("rope_theta", 10_000);
    double part = file.positive(SHARE, share.orElse(1));
    RopeScaling scaling = new RopeScaling.None();
    Optional<Integer> original = file.optionalCount(RopeTable.ORIGINAL);
    Optional<ConfigFile> newer = file.section("rope_parameters");
    Optional<ConfigFile> older = file.section(TABLE);
    // Where both are there, the library reads the older one alone.
    Optional<ConfigFile> section = older.filter(table -> !table.isEmpty()).or(() -> newer);
    if (section.isPresent()) {
      theta = section.get().positive("rope_theta", theta);
      part = section.get().positive(SHARE, part);
      scaling = new RopeTable(section.get(), window, original).scaling();
      section.get().refuseOthers(Set.of());
    }
    if (share.isEmpty() && part != 1) {
      throw file.fault(SHARE, "must be 1 in this architecture, not " + part);
    }
    if (part > 1) {
      throw file.fault(SHARE, "must be at most 1, not " + part);
    }
    return new Rope(theta, part, scaling, scaling.longest(window));
  }

  /**
   * Holds it to a head.
   *
   * @param turned dimensions that turn
   * @throws InferenceException when it is not for so many, or gives them no finite angles
   */
  void check(ConfigFile file, int turned) throws InferenceException {
    if (turned > MOST_TURNED) {
      throw file.fault("head_dim", "must be at most " + MOST_TURNED + ", not " + turned);
    }
    if (scaling instanceof RopeScaling.LongRope(List<Double> factors, _, _)
        && factors.size() != turned / 2) {
      throw file.fault(
          TABLE,
          "needs a factor for each of %d pairs of dimensions, not %d"
              .formatted(turned / 2, factors.size()));
    }
    boolean finite = Double.isFinite(Rotation.strength(scaling));
    for (double frequency : Rotation.frequencies(turned, theta, scaling)) {
      finite &= Double.isFinite(frequency);
    }
    if (!finite) {
      throw file.fault(TABLE, "gives no finite angles with rope_theta " + theta);
    }
  }
}
