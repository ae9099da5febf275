package dev.rung.server.call;

import dev.rung.server.generate.Role;
import dev.rung.server.generate.ToolCall;

/** What the messages of a conversation must be like, whatever protocol they came by. */
public final class MessageRules {
  public static final int MAX_MESSAGES = 10_000;

  private MessageRules() {}

  /** Whether a model can be asked with a conversation that ends like this. */
  public static boolean mayBeLast(Role role) {
    return role == Role.USER || role == Role.TOOL;
  }

  /**
   * Checks a call that an assistant made.
   *
   * @param function the field that holds its name and arguments
   */
  public static void call(String field, String function, ToolCall call, Violations violations) {
    violations.check(!call.id().isBlank(), field + ".id", "must not be blank");
    violations.name(field + ".id", call.id());
    violations.check(ToolRules.isName(call.name()), function + ".name", ToolRules.NAME_RULE);
    violations.text(function + ".arguments", call.arguments());
  }
}
