package dev.rung.server.provider.remote.openai;

import dev.rung.server.generate.Sampling;
import dev.rung.server.provider.Call;
import java.util.ArrayList;
import java.util.List;

/** What of a call's sampling a model or its provider does not take, in words. */
final class LeftOut {
  private LeftOut() {}

  /**
   * The parts.
   *
   * @param byResponses whether the call goes to POST /responses, which has no seed
   */
  static List<String> of(Call call, Quirks quirks, boolean byResponses) {
    Sampling asked = call.sampling();
    List<String> parameters = new ArrayList<>();
    if (ModelFamily.of(call.model().modelId(), quirks.families()) == ModelFamily.REASONING) {
      asked.temperature().ifPresent(_ -> parameters.add("temperature"));
      asked.topP().ifPresent(_ -> parameters.add("top_p"));
    }
    if ((byResponses || !quirks.seeds()) && asked.seed().isPresent()) {
      parameters.add("seed");
    }
    return parameters.stream()
        .map(parameter -> parameter + " was left out: " + call.model().name() + " does not take it")
        .toList();
  }
}
