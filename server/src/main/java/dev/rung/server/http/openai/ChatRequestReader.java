package dev.rung.server.http.openai;

import dev.rung.server.call.Reading;
import dev.rung.server.call.SamplingRules;
import dev.rung.server.call.Violation;
import dev.rung.server.call.Violations;
import dev.rung.server.generate.Caller;
import dev.rung.server.generate.Deadline;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Hints;
import dev.rung.server.generate.Limits;
import dev.rung.server.generate.Message;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.RequestId;
import dev.rung.server.generate.Sampling;
import dev.rung.server.generate.Tool;
import dev.rung.server.generate.ToolChoice;
import dev.rung.server.http.wire.WebRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/**
 * Reads the body of POST /v1/chat/completions, every field of it. Safe for several threads.
 *
 * @param maxTextBytes of all free text of one request
 * @param defaultDeadline of a request that brings none
 * @param nanoTime monotonic
 */
record ChatRequestReader(long maxTextBytes, Duration defaultDeadline, LongSupplier nanoTime) {
  private static final String ANY_OBJECT = "{\"type\":\"object\"}";

  ChatRequest read(RequestId id, Caller caller, WebRequest request) {
    try {
      return read(id, caller, request, JsonBody.read(request.body()));
    } catch (JsonBody.Unreadable unreadable) {
      Violation violation = new Violation("the body", unreadable.rule());
      return new ChatRequest(new Reading.Invalid(List.of(violation)), false, false, List.of());
    }
  }

  private ChatRequest read(RequestId id, Caller caller, WebRequest request, JsonValue.Fields body) {
    Violations violations = new Violations(maxTextBytes);
    Ignored ignored = new Ignored();
    JsonObject in = new JsonObject("", body, violations);
    List<Message> messages = new ConversationReader(violations, ignored).read(in);
    ToolsReader toolsReader = new ToolsReader(violations, ignored);
    List<Tool> tools = toolsReader.tools(in);
    ToolChoice choice = toolsReader.choice(in, tools);
    Optional<String> schema =
        in.object("response_format").flatMap(f -> schema(f, violations, ignored));
    Sampling sampling = sampling(in, violations, ignored);
    Optional<JsonObject> extension = in.object("rung");
    Wishes wishes = new Wishes(extension, request, violations);
    Optional<String> model = in.requiredText("model");
    Limits limits = wishes.limits(model);
    Optional<Duration> timeout = wishes.timeout();
    Hints hints =
        new HintsReader(extension.flatMap(e -> e.object("hints")), wishes, violations).read();
    boolean stream = in.flag("stream", false);
    boolean usage = in.object("stream_options").map(o -> usage(o, ignored)).orElse(false);
    extension.ifPresent(
        e -> e.unread().forEach(field -> violations.add(field, "is no field of rung")));
    new OtherFields(in, ignored).check();
    ignored.addAll(in.unread());
    Reading reading =
        messages.isEmpty() || !violations.isEmpty()
            ? new Reading.Invalid(found(violations))
            : new Reading.Valid(
                new GenerateRequest(
                    id,
                    caller,
                    new Prompt(messages, tools, choice, schema),
                    sampling,
                    limits,
                    hints,
                    Deadline.after(timeout.orElse(defaultDeadline), nanoTime)));
    return new ChatRequest(reading, stream, usage, ignored.fields());
  }

  /** Blank system messages alone are left out without being wrong each. */
  private static List<Violation> found(Violations violations) {
    return violations.isEmpty()
        ? List.of(new Violation("messages", "must have a message that is not blank"))
        : violations.found();
  }

  private static boolean usage(JsonObject options, Ignored ignored) {
    boolean usage = options.flag("include_usage", false);
    ignored.addUnread(options);
    return usage;
  }

  private static Sampling sampling(JsonObject in, Violations violations, Ignored ignored) {
    OptionalInt newer = in.count("max_completion_tokens");
    OptionalInt older = in.count("max_tokens");
    if (newer.isPresent() && older.isPresent() && !newer.equals(older)) {
      ignored.add("max_tokens");
    }
    Sampling sampling =
        new Sampling(
            newer.isPresent() ? newer : older,
            in.number("temperature"),
            in.number("top_p"),
            in.whole("seed"),
            stops(in));
    SamplingRules.check(sampling, violations);
    return sampling;
  }

  private static List<String> stops(JsonObject in) {
    Optional<JsonValue> stop = in.value("stop");
    if (stop.isPresent() && stop.get() instanceof JsonValue.Text(String one)) {
      return List.of(one);
    }
    List<String> stops = new ArrayList<>();
    List<JsonValue> elements = in.array("stop").orElse(List.of());
    for (int i = 0; i < elements.size(); i++) {
      in.text("stop[" + i + "]", elements.get(i)).ifPresent(stops::add);
    }
    return stops;
  }

  private static Optional<String> schema(
      JsonObject format, Violations violations, Ignored ignored) {
    return switch (format.requiredText("type").orElse("text")) {
      case "text" -> Optional.empty();
      case "json_object" -> Optional.of(ANY_OBJECT);
      case "json_schema" -> {
        Optional<JsonObject> named = format.object("json_schema");
        Optional<JsonValue> schema =
            named
                .flatMap(object -> object.value("schema"))
                .filter(JsonValue.Fields.class::isInstance);
        named.ifPresent(object -> descriptions(object, ignored));
        if (schema.isEmpty()) {
          format.wrong("json_schema.schema", "must be an object");
        }
        Optional<String> json = schema.map(JsonValue::json);
        json.ifPresent(text -> violations.text("response_format.json_schema.schema", text));
        yield json;
      }
      default -> {
        format.wrong("type", "must be text, json_object or json_schema");
        yield Optional.empty();
      }
    };
  }

  /** A name has to be given and asks for nothing; whether strict or not, answers are checked. */
  private static void descriptions(JsonObject named, Ignored ignored) {
    for (String field : List.of("name", "strict")) {
      boolean _ = named.has(field);
    }
    ignored.addUnread(named);
  }
}
