package dev.rung.server.check;

import java.io.IOException;
import java.util.Optional;

/**
 * Holds answers against the JSON schema that a request asks for. Never fetches anything; a schema
 * that would take too long, or that needs what is not known here, counts as not checkable, and then
 * the answer need only be JSON. Safe for several threads.
 */
public final class SchemaCheck {
  private static final int LONGEST_SCHEMA = 64 * 1024;
  private static final int LONGEST_ANSWER = 4 * 1024 * 1024;

  private SchemaCheck() {}

  /** What became of it. Holds no part of schema or answer in what is for people. */
  public sealed interface Result {
    /**
     * The answer follows the schema.
     *
     * @param text without a code fence around it
     */
    record Fits(String text) implements Result {}

    /**
     * It is JSON, but nobody can say more.
     *
     * @param why of the schema, such as "it takes too many steps"
     */
    record Unchecked(String text, String why) implements Result {}

    /**
     * It does not.
     *
     * @param why such as "is not JSON" or "misses its schema in required"
     */
    record Misses(String why) implements Result {}
  }

  /** Checks an answer that is whole. */
  public static Result check(String schema, String answer) {
    if (answer.length() > LONGEST_ANSWER) {
      return new Result.Unchecked(answer, "the answer is too long");
    }
    String text = answer.strip();
    Optional<JsonValue> value = json(text);
    if (value.isEmpty()) {
      text = Fences.only(answer).orElse(text);
      value = json(text);
    }
    return value.isEmpty() ? new Result.Misses("is not JSON") : check(schema, text, value.get());
  }

  private static Result check(String schema, String text, JsonValue value) {
    Optional<JsonValue> read = schema.length() > LONGEST_SCHEMA ? Optional.empty() : json(schema);
    if (read.isEmpty()) {
      return new Result.Unchecked(text, "it is too long or deep");
    }
    try {
      Optional<String> unmet = new Evaluation(read.get()).unmet(read.get(), value);
      return unmet
          .<Result>map(keyword -> new Result.Misses("misses its schema in " + keyword))
          .orElseGet(() -> new Result.Fits(text));
    } catch (UncheckableException uncheckable) {
      return new Result.Unchecked(text, uncheckable.why());
    }
  }

  private static Optional<JsonValue> json(String text) {
    try {
      return Optional.of(JsonValue.parse(text));
    } catch (IOException notJson) {
      return Optional.empty();
    }
  }
}
