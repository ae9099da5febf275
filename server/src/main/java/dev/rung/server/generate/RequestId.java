package dev.rung.server.generate;

import java.util.regex.Pattern;

/** Names one request in answers, logs and feedback. */
public record RequestId(String value) {
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  public RequestId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("request id must match " + SHAPE + ", not " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
