package dev.rung.server.provider;

/**
 * A key that is named and not there.
 *
 * @param advice what to do about it, such as "set OPENAI_API_KEY"
 */
public record MissingKey(String name, KeySource source, String advice) {}
