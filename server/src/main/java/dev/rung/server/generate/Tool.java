package dev.rung.server.generate;

/**
 * A function that the caller offers to the model.
 *
 * @param parametersSchema JSON schema of the arguments, as JSON text
 */
public record Tool(String name, String description, String parametersSchema) {}
