package dev.rung.server.provider.remote.openai;

import dev.rung.server.generate.Sampling;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.remote.wire.ChatTemplate;
import dev.rung.server.provider.remote.wire.DescribedSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How a call's sampling is put to a model that may not take all of it.
 *
 * @param notes what was left out or changed, of the sampling or else
 */
record Settled(
    OptionalDouble temperature, OptionalDouble topP, OptionalLong seed, List<String> notes) {
  Settled {
    notes = List.copyOf(notes);
  }

  /**
   * For this call.
   *
   * @param byResponses whether the call goes to POST /responses, which has no seed
   */
  static Settled of(Call call, Quirks quirks, boolean byResponses) {
    Sampling asked = call.sampling();
    String name = call.model().name();
    List<String> notes = new ArrayList<>();
    boolean samples =
        ModelFamily.of(call.model().modelId(), quirks.families()) == ModelFamily.PLAIN;
    if (!samples) {
      asked.temperature().ifPresent(_ -> notes.add(leftOut("temperature", name)));
      asked.topP().ifPresent(_ -> notes.add(leftOut("top_p", name)));
    }
    OptionalLong seed = byResponses ? OptionalLong.empty() : quirks.seeds().fitting(asked.seed());
    if (asked.seed().isPresent() && seed.isEmpty()) {
      notes.add(leftOut("seed", name));
    }
    if (call.prompt().responseSchema().isPresent()
        && quirks.schemas(call.model().modelId()) == Quirks.Schemas.DESCRIBED) {
      notes.add(DescribedSchema.note(name));
    }
    if (!byResponses) {
      notes.addAll(ChatTemplate.of(call.model().modelId()).notes(call.prompt(), name));
    }
    return new Settled(
        samples ? temperature(asked, quirks, name, notes) : OptionalDouble.empty(),
        samples ? asked.topP() : OptionalDouble.empty(),
        seed,
        notes);
  }

  private static OptionalDouble temperature(
      Sampling asked, Quirks quirks, String name, List<String> notes) {
    double most = quirks.highestTemperature();
    if (asked.temperature().isEmpty() || asked.temperature().getAsDouble() <= most) {
      return asked.temperature();
    }
    notes.add("temperature was lowered to " + most + ", the highest that " + name + " takes");
    return OptionalDouble.of(most);
  }

  private static String leftOut(String parameter, String model) {
    return parameter + " was left out: " + model + " does not take it";
  }
}
