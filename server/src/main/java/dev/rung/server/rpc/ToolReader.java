package dev.rung.server.rpc;

import dev.rung.server.call.JsonObjects;
import dev.rung.server.call.ToolRules;
import dev.rung.server.call.Violations;
import dev.rung.server.generate.Tool;
import dev.rung.server.generate.ToolChoice;
import dev.rung.v1.GenerateRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the functions that a request offers to the model. */
final class ToolReader {
  private ToolReader() {}

  static List<Tool> tools(List<dev.rung.v1.Tool> in, Violations violations) {
    if (in.size() > ToolRules.MAX_TOOLS) {
      violations.add("tools", "must have at most " + ToolRules.MAX_TOOLS + " tools");
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
    Tool tool = new Tool(in.getName(), in.getDescription(), schema(field, in, violations));
    ToolRules.check(field, tool, names, violations);
    return tool;
  }

  private static String schema(String field, dev.rung.v1.Tool in, Violations violations) {
    if (in.getParametersSchema().isEmpty()) {
      return ToolRules.NO_ARGUMENTS;
    }
    violations.text(field + ".parameters_schema", in.getParametersSchema());
    violations.check(
        JsonObjects.isObject(in.getParametersSchema()),
        field + ".parameters_schema",
        ToolRules.OBJECT_RULE);
    return in.getParametersSchema();
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
        violations.add(
            "tool_choice.mode",
            LimitsReader.mustBe("AUTO, NONE, REQUIRED or NAMED", choice.getModeValue()));
        yield new ToolChoice.Auto();
      }
    };
  }
}
