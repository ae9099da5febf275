package dev.rung.server.generate;

/**
 * A model's wish that the caller run a tool.
 *
 * @param arguments JSON text as the model wrote it, not checked
 */
public record ToolCall(String id, String name, String arguments) {}
