package dev.rung.server.provider.remote.anthropic;

import dev.rung.server.generate.Sampling;
import dev.rung.server.provider.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How a call's sampling is put to a model that may not take all of it.
 *
 * @param temperature 0 to 1
 * @param notes what was left out or changed
 */
record Settled(OptionalDouble temperature, OptionalDouble topP, List<String> notes) {
  /** From this version on, requests with sampling parameters are refused. */
  private static final String WITHOUT_SAMPLING = "2026-10-21";

  Settled {
    notes = List.copyOf(notes);
  }

  /**
   * For this call.
   *
   * @param version of the API, a date
   */
  static Settled of(Call call, Claude model, String version) {
    Sampling asked = call.sampling();
    List<String> notes = new ArrayList<>();
    boolean samples = model.samples() && version.compareTo(WITHOUT_SAMPLING) < 0;
    OptionalDouble temperature = asked.temperature();
    OptionalDouble topP = asked.topP();
    String name = call.model().name();
    if (temperature.isPresent() && !samples) {
      notes.add(leftOut("temperature", name));
      temperature = OptionalDouble.empty();
    } else if (temperature.isPresent() && temperature.getAsDouble() > 1) {
      notes.add("temperature was lowered to 1, the highest that " + name + " takes");
      temperature = OptionalDouble.of(1);
    }
    boolean takesTopP = samples && (temperature.isEmpty() || model.takesBothSamplingParameters());
    if (topP.isPresent() && !takesTopP) {
      notes.add(leftOut("top_p", name) + (samples ? " beside temperature" : ""));
      topP = OptionalDouble.empty();
    }
    if (asked.seed().isPresent()) {
      notes.add(leftOut("seed", name));
    }
    return new Settled(temperature, topP, notes);
  }

  private static String leftOut(String parameter, String model) {
    return parameter + " was left out: " + model + " does not take it";
  }
}
