package dev.rung.server.generate;

/** A piece of an answer on its way to the caller. */
public sealed interface Chunk {

  /** Text; never empty. */
  record Delta(String text) implements Chunk {}

  /**
   * A piece of a tool call.
   *
   * @param index which of the answer's calls, from 0
   * @param id with the first piece, else empty
   * @param name with the first piece, else empty
   * @param arguments a piece of the JSON text; may be empty
   */
  record ToolCallDelta(int index, String id, String name, String arguments) implements Chunk {}
}
