package dev.rung.server.call;

import dev.rung.server.generate.Tool;
import java.util.Set;

/** What a function must be like that is offered to a model. */
public final class ToolRules {
  public static final String NAME_RULE = "must be 1 to 64 of the characters a-z A-Z 0-9 _ -";
  public static final String OBJECT_RULE = "must be a JSON object, at most 64 levels deep";
  public static final int MAX_TOOLS = 256;

  /** The schema of a function that takes nothing. */
  public static final String NO_ARGUMENTS = "{\"type\":\"object\",\"properties\":{}}";

  private static final int MAX_NAME = 64;

  private ToolRules() {}

  /**
   * Checks one of several tools; its schema is known to be an object.
   *
   * @param field the field that holds its name and description
   * @param names of the tools before it; gets this one
   */
  public static void check(String field, Tool tool, Set<String> names, Violations violations) {
    violations.check(isName(tool.name()), field + ".name", NAME_RULE);
    violations.check(names.add(tool.name()), field + ".name", "must be unique among the tools");
    violations.text(field + ".description", tool.description());
  }

  public static boolean isName(String name) {
    return !name.isEmpty()
        && name.length() <= MAX_NAME
        && name.chars().allMatch(ToolRules::isNameCharacter);
  }

  private static boolean isNameCharacter(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }
}
