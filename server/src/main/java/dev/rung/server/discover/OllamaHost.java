package dev.rung.server.discover;

import dev.rung.server.config.BaseUrl;
import java.net.URI;
import java.util.Optional;

/**
 * The variable OLLAMA_HOST, in every form that Ollama's own tools take: a host, a port or both,
 * with or without a scheme. Source: envconfig of ollama.
 */
final class OllamaHost {
  static final String VARIABLE = "OLLAMA_HOST";
  private static final String PORT = ":11434";

  private OllamaHost() {}

  /** Absent where the text is none of these forms. */
  static Optional<URI> parse(String text) {
    String trimmed = text.strip();
    if (trimmed.contains("://")) {
      return BaseUrl.parse(trimmed);
    }
    boolean portOnly = trimmed.startsWith(":") && !trimmed.startsWith("::");
    String host = portOnly ? "127.0.0.1" + trimmed : trimmed;
    boolean bare = !host.endsWith("]") && host.indexOf(':') != host.lastIndexOf(':');
    String bracketed = bare && !host.startsWith("[") ? "[" + host + "]" : host;
    boolean hasPort = bracketed.lastIndexOf(':') > bracketed.lastIndexOf(']');
    return BaseUrl.parse("http://" + bracketed + (hasPort ? "" : PORT));
  }
}
