package dev.rung.trainer.task;

import dev.rung.trainer.task.PairsTask.Pair;
import java.util.List;
import java.util.stream.Collectors;

/** One field or all field names of a JSON object. */
final class FieldTask implements Task {
  @Override
  public String name() {
    return "field";
  }

  @Override
  public Example example(Draw draw) {
    List<Pair> pairs = PairsTask.pairs(draw, draw.between(2, 6));
    String json = PairsTask.Form.JSON.write(pairs);
    if (draw.percent(15)) {
      String keys = pairs.stream().map(Pair::key).collect(Collectors.joining(", "));
      String instruction =
          draw.of("List the keys of this JSON", "Which fields does this JSON have?");
      return new Example(name(), Asking.with(draw, instruction, json), keys);
    }
    Pair asked = draw.of(pairs);
    String key = draw.percent(50) ? '"' + asked.key() + '"' : asked.key();
    String instruction =
        draw.of(
            "Extract " + key + " from this JSON",
            "Get the field " + key,
            "Give me the value of " + key + " in this JSON",
            "Extract the value of " + key,
            "Read the field " + key + " from",
            "Return only the value of " + key);
    return new Example(name(), Asking.with(draw, instruction, json), asked.value());
  }
}
