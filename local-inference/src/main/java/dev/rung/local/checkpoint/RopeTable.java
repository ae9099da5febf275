package dev.rung.local.checkpoint;

import dev.rung.local.InferenceException;
import java.util.List;
import java.util.Optional;

/**
 * The object that says how frequencies are stretched. Source: {@code modeling_rope_utils.py} of
 * transformers.
 */
final class RopeTable {
  /** Tokens of the first training, in this object or beside it. */
  static final String ORIGINAL = "original_max_position_embeddings";

  private static final String FACTOR = "factor";
  private static final List<String> TYPES =
      List.of("default", "linear", "dynamic", "llama3", "yarn", "longrope");

  private final ConfigFile section;
  private final int window;
  private final Optional<Integer> outerOriginal;

  /**
   * For one object.
   *
   * @param window tokens that a scaling was made for where nothing else is said
   * @param outerOriginal what stands beside the object, which outranks what is in it
   */
  RopeTable(ConfigFile section, int window, Optional<Integer> outerOriginal) {
    this.section = section;
    this.window = window;
    this.outerOriginal = outerOriginal;
  }

  RopeScaling scaling() throws InferenceException {
    Optional<String> type = section.text("rope_type");
    Optional<String> oldKey = section.text("type");
    // The kinds that have no use for it may name it all the same.
    section.take(ORIGINAL);
    String name = type.or(() -> oldKey).orElse("default");
    return switch (name) {
      case "default" -> new RopeScaling.None();
      case "linear" -> new RopeScaling.Linear(required(FACTOR));
      case "dynamic" -> dynamic();
      case "llama3" ->
          new RopeScaling.Llama3(
              required(FACTOR),
              required("low_freq_factor"),
              required("high_freq_factor"),
              original());
      case "yarn" -> yarn();
      case "longrope" -> longrope();
      default ->
          throw section.fault(
              type.isPresent() ? "rope_type" : "type", "must be one of " + TYPES + ", not " + name);
    };
  }

  /** It changes frequencies of texts that are longer than the window; none are taken. */
  private RopeScaling dynamic() throws InferenceException {
    required(FACTOR);
    return new RopeScaling.None();
  }

  private RopeScaling yarn() throws InferenceException {
    // How the makers trained, and which other scaling the program that they wrote would take.
    section.take("finetuned");
    double factor = factor();
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
        original());
  }

  private static double yarnStrength(double factor, double scale) {
    return factor <= 1 ? 1 : 0.1 * scale * Math.log(factor) + 1;
  }

  /** Longer texts have frequencies of their own, from their first token on: none are taken. */
  private RopeScaling longrope() throws InferenceException {
    double factor = factor();
    double strength = factor <= 1 ? 1 : Math.sqrt(1 + Math.log(factor) / Math.log(original()));
    section.positives("long_factor");
    return new RopeScaling.LongRope(
        section.positives("short_factor"),
        section.positive("attention_factor", strength),
        original());
  }

  /** What is said, or else how much longer the window is than that of the first training. */
  private double factor() throws InferenceException {
    return section.positive(FACTOR, (double) window / original());
  }

  private int original() throws InferenceException {
    if (outerOriginal.isPresent()) {
      return outerOriginal.get();
    }
    return section.optionalCount(ORIGINAL).orElse(window);
  }

  private double required(String key) throws InferenceException {
    double number = section.positive(key, 0);
    if (number == 0) {
      throw section.fault(key, "must be there for this kind of scaling");
    }
    return number;
  }
}
