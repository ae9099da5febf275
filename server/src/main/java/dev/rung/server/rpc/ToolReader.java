package dev.rung.server.rpc;

import dev.rung.server.generate.Tool;
import dev.rung.server.generate.ToolChoice;
import dev.rung.v1.GenerateRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the functions that a request offers to the model. */
final class ToolReader {
  static final String NAME_RULE = "must be 1 to 64 of the characters a-z A-Z 0-9 _ -";
  private static final int MAX_NAME = 64;
  private static final int MAX_TOOLS = 256;
  private static final String NO_ARGUMENTS = "{\"type\":\"object\",\"properties\":{}}";

  private ToolReader() {}

  static List<Tool> tools(List<dev.rung.v1.Tool> in, Violations violations) {
    if (in.size() > MAX_TOOLS) {
      violations.add("tools", "must have at most " + MAX_TOOLS + " tools");
      return List.of();
    }
    Set<String> names = new HashSet<>();
    List<Tool> tools = new ArrayList<>(in.size());
    for (int i = 0; i < in.size(); i++) {
      tools.add(tool("tools[" + i + "]", in.get(i), names, violations));
    }
    return tools;
  }

  private static Tool tool(
      String field, dev.rung.v1.Tool in, Set<String> names, Violations violations) {
    violations.check(isName(in.getName()), field + ".name", NAME_RULE);
    violations.check(names.add(in.getName()), field + ".name", "must be unique among the tools");
    violations.text(field + ".description", in.getDescription());
    if (in.getParametersSchema().isEmpty()) {
      return new Tool(in.getName(), in.getDescription(), NO_ARGUMENTS);
    }
    violations.text(field + ".parameters_schema", in.getParametersSchema());
    violations.check(
        JsonObjects.isObject(in.getParametersSchema()),
        field + ".parameters_schema",
        "must be a JSON object, at most 64 levels deep");
    return new Tool(in.getName(), in.getDescription(), in.getParametersSchema());
  }

  static ToolChoice choice(GenerateRequest in, Violations violations) {
    if (!in.hasToolChoice()) {
      return new ToolChoice.Auto();
    }
    dev.rung.v1.ToolChoice choice = in.getToolChoice();
    boolean named = choice.getMode() == dev.rung.v1.ToolChoice.Mode.NAMED;
    violations.check(
        named || choice.getName().isEmpty(), "tool_choice.name", "needs the mode NAMED");
    return switch (choice.getMode()) {
      case MODE_UNSPECIFIED, AUTO -> new ToolChoice.Auto();
      case NONE -> new ToolChoice.None();
      case REQUIRED -> {
        violations.check(in.getToolsCount() > 0, "tool_choice.mode", "REQUIRED needs tools");
        yield new ToolChoice.Required();
      }
      case NAMED -> {
        violations.check(
            in.getToolsList().stream().anyMatch(tool -> tool.getName().equals(choice.getName())),
            "tool_choice.name",
            "must be the name of one of the tools");
        yield new ToolChoice.Named(choice.getName());
      }
      case UNRECOGNIZED -> {
        violations.add("tool_choice.mode", "is no value of this version's contract");
        yield new ToolChoice.Auto();
      }
    };
  }

  static boolean isName(String name) {
    return !name.isEmpty()
        && name.length() <= MAX_NAME
        && name.chars().allMatch(ToolReader::isNameCharacter);
  }

  private static boolean isNameCharacter(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }
}
