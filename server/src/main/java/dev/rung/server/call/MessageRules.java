package dev.rung.server.call;

import dev.rung.server.generate.Role;
import dev.rung.server.generate.ToolCall;
import java.util.Locale;
import java.util.Set;

/** What the messages of a conversation must be like, whatever protocol they came by. */
public final class MessageRules {
  public static final int MAX_MESSAGES = 10_000;
  private static final Set<String> SCHEMES = Set.of("http", "https", "data");

  private MessageRules() {}

  /** Whether a model can be asked with a conversation that ends like this. */
  public static boolean mayBeLast(Role role) {
    return role == Role.USER || role == Role.TOOL;
  }

  /** An address that a provider can fetch, or an image that it holds itself. */
  public static void image(String field, String uri, Violations violations) {
    int colon = uri.indexOf(':');
    String scheme = colon < 0 ? "" : uri.substring(0, colon).toLowerCase(Locale.ROOT);
    violations.check(SCHEMES.contains(scheme), field, "must be an http, https or data URI");
    violations.check(
        uri.chars().noneMatch(c -> Character.isISOControl(c) || Character.isWhitespace(c)),
        field,
        "must not contain blanks or control characters");
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
