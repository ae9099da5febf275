package dev.rung.server.http.openai;

import dev.rung.server.call.ToolRules;
import dev.rung.server.call.Violations;
import dev.rung.server.generate.Tool;
import dev.rung.server.generate.ToolChoice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code tools} and {@code tool_choice}. */
final class ToolsReader {
  private final Violations violations;
  private final Ignored ignored;

  ToolsReader(Violations violations, Ignored ignored) {
    this.violations = violations;
    this.ignored = ignored;
  }

  List<Tool> tools(JsonObject request) {
    List<JsonValue> elements = request.array("tools").orElse(List.of());
    if (elements.size() > ToolRules.MAX_TOOLS) {
      request.wrong("tools", "must have at most " + ToolRules.MAX_TOOLS + " tools");
      return List.of();
    }
    Set<String> names = new HashSet<>();
    List<Tool> tools = new ArrayList<>(elements.size());
    for (int i = 0; i < elements.size(); i++) {
      request
          .object("tools[" + i + "]", elements.get(i))
          .flatMap(tool -> tool(tool, names))
          .ifPresent(tools::add);
    }
    return tools;
  }

  private Optional<Tool> tool(JsonObject in, Set<String> names) {
    Optional<String> type = in.requiredText("type");
    if (type.isPresent() && !type.get().equals("function")) {
      in.wrong("type", "must be function: others are not taken");
      return Optional.empty();
    }
    Optional<JsonObject> function = in.object("function");
    if (function.isEmpty()) {
      in.wrong("function", "must be given");
      return Optional.empty();
    }
    Tool tool =
        new Tool(
            function.get().requiredText("name").orElse("?"),
            function.get().text("description").orElse(""),
            parameters(function.get()));
    ToolRules.check(in.path("function"), tool, names, violations);
    if (function.get().flag("strict", false)) {
      ignored.add("tools[].function.strict");
    }
    ignored.addUnread(in);
    ignored.addUnread(function.get());
    return Optional.of(tool);
  }

  private String parameters(JsonObject function) {
    Optional<JsonValue> schema = function.value("parameters");
    if (schema.isEmpty()) {
      return ToolRules.NO_ARGUMENTS;
    }
    if (!(schema.get() instanceof JsonValue.Fields)) {
      function.wrong("parameters", "must be an object, not " + schema.get().kind());
    }
    String json = schema.get().json();
    violations.text(function.path("parameters"), json);
    return json;
  }

  ToolChoice choice(JsonObject request, List<Tool> tools) {
    Optional<JsonValue> choice = request.value("tool_choice");
    if (choice.isEmpty()) {
      return new ToolChoice.Auto();
    }
    return switch (choice.get()) {
      case JsonValue.Text(String mode) -> mode(request, mode, tools);
      case JsonValue.Fields _ -> named(request, tools);
      default -> {
        request.wrong("tool_choice", "must be a string or an object, not " + choice.get().kind());
        yield new ToolChoice.Auto();
      }
    };
  }

  private static ToolChoice mode(JsonObject request, String mode, List<Tool> tools) {
    return switch (mode) {
      case "auto" -> new ToolChoice.Auto();
      case "none" -> new ToolChoice.None();
      case "required" -> {
        if (tools.isEmpty()) {
          request.wrong("tool_choice", "required needs tools");
        }
        yield new ToolChoice.Required();
      }
      default -> {
        request.wrong("tool_choice", "must be auto, none, required or a function");
        yield new ToolChoice.Auto();
      }
    };
  }

  private ToolChoice named(JsonObject request, List<Tool> tools) {
    Optional<JsonObject> choice = request.object("tool_choice");
    Optional<String> name =
        choice
            .filter(object -> object.text("type").orElse("").equals("function"))
            .flatMap(object -> object.object("function"))
            .flatMap(function -> function.text("name"));
    if (name.isEmpty()) {
      request.wrong("tool_choice", "must be {\"type\":\"function\",\"function\":{\"name\":...}}");
      return new ToolChoice.Auto();
    }
    violations.check(
        tools.stream().anyMatch(tool -> tool.name().equals(name.get())),
        "tool_choice.function.name",
        "must be the name of one of the tools");
    return new ToolChoice.Named(name.get());
  }
}
