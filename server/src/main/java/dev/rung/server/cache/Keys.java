package dev.rung.server.cache;

import dev.rung.server.generate.Arm;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Grid;
import dev.rung.server.generate.Hints;
import dev.rung.server.generate.Limits;
import dev.rung.server.generate.Message;
import dev.rung.server.generate.Part;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Rights;
import dev.rung.server.generate.Sampling;
import dev.rung.server.generate.Tool;
import dev.rung.server.generate.ToolCall;
import dev.rung.server.generate.ToolChoice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Makes keys. A field that changes the answer, or who gives it, is part of the key; the request's
 * id, its deadline, its cache and template policy and the key of an experiment (whose arm counts)
 * are not. Immutable.
 */
final class Keys {
  private static final long VERSION = 1;

  /** Of what counts of a wording: one that was kept under other rules is compared with none. */
  private static final long WORDING_VERSION = 6;

  private final byte[] secret;
  private final String terms;

  /**
   * @param terms what else answers depend on, such as the prompts that a configuration adds
   */
  Keys(byte[] secret, String terms) {
    this.secret = secret.clone();
    this.terms = terms;
  }

  /** Of everything. */
  CacheKey exact(Question question) {
    List<Message> messages = question.request().prompt().messages();
    return begun(question).put(messages, Keys::message).key();
  }

  /** Of everything but the text of the last message. */
  CacheKey partition(Question question) {
    List<Message> messages = question.request().prompt().messages();
    Message last = messages.getLast();
    return begun(question)
        .put("similar")
        .put(WORDING_VERSION)
        .put(messages.subList(0, messages.size() - 1), Keys::message)
        .put(last.role().name())
        .put(last.material() ? 1 : 0)
        .put(
            last.parts().stream().filter(part -> !(part instanceof Part.Text)).toList(), Keys::part)
        .key();
  }

  private Encoding begun(Question question) {
    GenerateRequest request = question.request();
    Encoding out = new Encoding().put(VERSION).put(secret).put(terms);
    out.put(request.caller().tenant()).put(question.arm(), Keys::arm);
    rights(out, request.caller().rights());
    limits(out, request.limits(), question.pinned());
    sampling(out, request.sampling());
    hints(out, request.hints());
    prompt(out, request.prompt());
    return out;
  }

  private static void arm(Encoding out, Arm arm) {
    out.put(arm.experiment()).put(arm.name());
  }

  /** Who may serve is not who might before, where an operator changed that. */
  private static void rights(Encoding out, Rights rights) {
    if (!rights.equals(Rights.ALL)) {
      out.put("rights")
          .put(rights.minTier(), (to, tier) -> to.put(tier.name()))
          .put(rights.maxTier(), (to, tier) -> to.put(tier.name()))
          .put(rights.models().stream().sorted().toList(), Encoding::put);
    }
  }

  private static void limits(Encoding out, Limits limits, Optional<String> pinned) {
    out.put(pinned.or(limits::model), Encoding::put)
        .put(limits.minTier(), (to, tier) -> to.put(tier.name()))
        .put(limits.maxTier(), (to, tier) -> to.put(tier.name()))
        .put(limits.strategy(), (to, strategy) -> to.put(strategy.name()))
        .put(limits.maxCost(), (to, cost) -> to.put(cost.nanos()))
        .put(boxed(limits.minQuality()), Encoding::put)
        .put(limits.fallback().name());
  }

  private static void sampling(Encoding out, Sampling sampling) {
    OptionalInt most = sampling.maxTokens();
    OptionalLong seed = sampling.seed();
    out.put(most.isPresent() ? 1 : 0)
        .put(most.orElse(0))
        .put(boxed(sampling.temperature()), Encoding::put)
        .put(boxed(sampling.topP()), Encoding::put)
        .put(seed.isPresent() ? 1 : 0)
        .put(seed.orElse(0))
        .put(sampling.stop(), Encoding::put);
  }

  private static Optional<Double> boxed(OptionalDouble value) {
    return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
  }

  private static void hints(Encoding out, Hints hints) {
    List<Map.Entry<String, List<String>>> entities =
        hints.entities().entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
    out.put(hints.taskType(), Encoding::put)
        .put(hints.domain(), Encoding::put)
        .put(hints.language(), Encoding::put)
        .put(entities, Keys::entity)
        .put(hints.contextDocuments(), Encoding::putText)
        .put(hints.linesOfCode().isPresent() ? 1 : 0)
        .put(hints.linesOfCode().orElse(0))
        .put(hints.grids(), Keys::grid);
  }

  private static void entity(Encoding out, Map.Entry<String, List<String>> entity) {
    out.put(entity.getKey()).put(entity.getValue(), Encoding::put);
  }

  private static void grid(Encoding out, Grid grid) {
    out.put(grid.rows(), (to, row) -> to.put(row, Encoding::put));
  }

  private static void prompt(Encoding out, Prompt prompt) {
    out.put(prompt.tools(), Keys::tool);
    switch (prompt.toolChoice()) {
      case ToolChoice.Auto _ -> out.put("auto");
      case ToolChoice.None _ -> out.put("none");
      case ToolChoice.Required _ -> out.put("required");
      case ToolChoice.Named(var name) -> out.put("named").put(name);
    }
    out.put(prompt.responseSchema(), Encoding::putText);
  }

  private static void tool(Encoding out, Tool tool) {
    out.put(tool.name()).putText(tool.description()).putText(tool.parametersSchema());
  }

  private static void message(Encoding out, Message message) {
    out.put(message.role().name()).put(message.material() ? 1 : 0).put(message.parts(), Keys::part);
  }

  private static void part(Encoding out, Part part) {
    switch (part) {
      case Part.Text(var text) -> out.put("text").putText(text);
      case Part.ImageBytes(var data, var mimeType) -> out.put("image").put(mimeType).put(data);
      case Part.ImageUri(var uri) -> out.put("uri").put(uri);
      case Part.Call(ToolCall(var id, var name, var arguments)) ->
          out.put("call").put(id).put(name).putText(arguments);
      case Part.Result(var callId, var content) -> out.put("result").put(callId).putText(content);
    }
  }
}
