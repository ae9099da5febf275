package dev.rung.server.provider.remote.wire;

/** How a model is told the JSON schema of its answer where it cannot be held to it. */
public final class DescribedSchema {
  private static final String INTRODUCTION =
      "Answer with nothing but JSON that follows this JSON schema, without a code fence:\n";

  private DescribedSchema() {}

  /** What the decision says of it. */
  public static String note(String model) {
    return "the JSON schema was told to " + model + ", which cannot be held to it";
  }

  /** What the system prompt says of this schema. */
  public static String of(String schema) {
    return INTRODUCTION + schema;
  }
}
