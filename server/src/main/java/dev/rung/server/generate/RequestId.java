package dev.rung.server.generate;

/** Names one request in answers, logs and feedback: 1 to 64 letters, digits, "-" and "_". */
public record RequestId(String value) {
  private static final int LONGEST = 64;

  public RequestId {
    if (value.isEmpty() || value.length() > LONGEST || !isPlain(value)) {
      throw new IllegalArgumentException(
          "request id must be 1 to 64 of A-Z, a-z, 0-9, - and _, not " + value);
    }
  }

  private static boolean isPlain(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && !(c >= '0' && c <= '9') && c != '-' && c != '_') {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return value;
  }
}
