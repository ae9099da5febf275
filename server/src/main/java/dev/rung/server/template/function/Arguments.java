package dev.rung.server.template.function;

import java.util.Map;

/**
 * What the named groups of a pattern took from a request.
 *
 * @param language of the request and of its answer
 */
public record Arguments(Map<String, String> groups, Tongue language) {
  /** The group that holds a payload: text to be worked on, freed of its quotes. */
  public static final String TEXT = "text";

  public Arguments {
    groups = Map.copyOf(groups);
  }

  /** Of a request in English. */
  public Arguments(Map<String, String> groups) {
    this(groups, Tongue.ENGLISH);
  }

  /** What the group took; "" when the pattern has no such group or the group took no part. */
  public String get(String group) {
    return groups.getOrDefault(group, "");
  }

  /** The payload; "" when there is none. */
  public String text() {
    return get(TEXT);
  }
}
