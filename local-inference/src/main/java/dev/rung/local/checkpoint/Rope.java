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
 */
record Rope(double theta, double share, RopeScaling scaling) {
  private static final String SHARE = "partial_rotary_factor";

  /**
   * Reads it.
   *
   * @param window tokens that a scaling was made for where the file does not say
   * @param share where the file does not say; empty if the architecture turns whole heads
   */
  static Rope read(ConfigFile file, int window, OptionalDouble share) throws InferenceException {
    double theta = file.positive("rope_theta", 10_000);
    double part = share.isPresent() ? file.positive(SHARE, share.getAsDouble()) : 1;
    RopeScaling scaling = new RopeScaling.None();
    Optional<ConfigFile> newer = file.section("rope_parameters");
    Optional<ConfigFile> older = file.section("rope_scaling");
    // Where both are there, the library reads the older one alone.
    Optional<ConfigFile> section = older.filter(table -> !table.isEmpty()).or(() -> newer);
    if (section.isPresent()) {
      theta = section.get().positive("rope_theta", theta);
      part = share.isPresent() ? section.get().positive(SHARE, part) : part;
      scaling = scaling(section.get(), window);
      section.get().refuseOthers(Set.of());
    }
    if (part > 1) {
      throw file.fault(SHARE, "must be at most 1, not " + part);
    }
    return new Rope(theta, part, scaling);
  }

  private static RopeScaling scaling(ConfigFile section, int window) throws InferenceException {
    Optional<String> type = section.text("rope_type");
    Optional<String> oldKey = section.text("type");
    String name = type.or(() -> oldKey).orElse("default");
    return switch (name) {
      case "default" -> new RopeScaling.None();
      case "linear" -> new RopeScaling.Linear(factor(section));
      case "llama3" ->
          new RopeScaling.Llama3(
              factor(section),
              required(section, "low_freq_factor"),
              required(section, "high_freq_factor"),
              original(section, window));
      case "yarn" -> yarn(section, window);
      default ->
          throw section.fault(
              type.isPresent() ? "rope_type" : "type",
              "must be one of " + List.of("default", "linear", "llama3", "yarn") + ", not " + name);
    };
  }

  private static RopeScaling yarn(ConfigFile section, int window) throws InferenceException {
    // How the makers trained, and which other scaling the program that they wrote would take.
    section.take("finetuned");
    double factor = factor(section);
    double strength = yarnStrength(factor, 1);
    double mscale = section.positive("mscale", 0);
    double mscaleOfAll = section.positive("mscale_all_dim", 0);
    if (mscale > 0 && mscaleOfAll > 0) {
      strength = yarnStrength(factor, mscale) / yarnStrength(factor, mscaleOfAll);
    }
    return new RopeScaling.Yarn(
        factor,
        section.positive("beta_fast", 32),
        section.positive("beta_slow", 1),
        section.positive("attention_factor", strength),
        section.flag("truncate", true),
        original(section, window));
  }

  private static double yarnStrength(double factor, double scale) {
    return factor <= 1 ? 1 : 0.1 * scale * Math.log(factor) + 1;
  }

  private static double factor(ConfigFile section) throws InferenceException {
    return required(section, "factor");
  }

  private static int original(ConfigFile section, int window) throws InferenceException {
    return section.optionalCount("original_max_position_embeddings").orElse(window);
  }

  private static double required(ConfigFile section, String key) throws InferenceException {
    double number = section.positive(key, 0);
    if (number == 0) {
      throw section.fault(key, "must be there for this kind of scaling");
    }
    return number;
  }
}
