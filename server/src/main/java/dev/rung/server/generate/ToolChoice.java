package dev.rung.server.generate;

/** Whether the model may, must or must not call a tool. */
public sealed interface ToolChoice {
  record Auto() implements ToolChoice {}

  record None() implements ToolChoice {}

  record Required() implements ToolChoice {}

  /** It must call this one. */
  record Named(String name) implements ToolChoice {}
}
