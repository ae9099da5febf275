package dev.rung.server.call;

import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with one request, field by field, as its protocol spells fields. One request, one
 * thread.
 */
public final class Violations {
  private static final int MAX_NAME_LENGTH = 256;

  private final List<Violation> found = new ArrayList<>();
  private final long maxTextBytes;
  private long textBytes;

  /** Free text of all fields together may hold so many bytes in UTF-8. */
  public Violations(long maxTextBytes) {
    this.maxTextBytes = maxTextBytes;
  }

  public void add(String field, String rule) {
    found.add(new Violation(field, rule));
  }

  /** Adds it unless the field is as it must be. */
  public void check(boolean holds, String field, String rule) {
    if (!holds) {
      add(field, rule);
    }
  }

  /**
   * Free text: no control characters but those of lines and terminals, and within the bound on all
   * text; the field that crosses it is named.
   */
  public void text(String field, String text) {
    boolean hadRoom = textBytes <= maxTextBytes;
    textBytes += Utf8.length(text);
    boolean hasRoom = textBytes <= maxTextBytes;
    if (hadRoom && !hasRoom) {
      add(field, "must hold at most " + maxTextBytes + " bytes with all other text");
    }
    if (!hasRoom) {
      return;
    }
    check(
        !hasStray(text),
        field,
        "must not contain control characters other than line ends, tabs and those of terminals");
  }

  private static boolean hasStray(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isStray(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** Of C0, all but BEL to CR (bell, backspace, tabs, line and page ends) and ESC. */
  private static boolean isStray(int c) {
    return c < ' ' && (c < '\u0007' || c > '\r') && c != '\u001B';
  }

  /** A name: no control characters and at most 256 of any other. May be empty. */
  public void name(String field, String name) {
    if (name.length() > MAX_NAME_LENGTH) {
      add(field, "must have at most " + MAX_NAME_LENGTH + " characters");
    }
    for (int i = 0; i < name.length(); i++) {
      if (Character.isISOControl(name.charAt(i))) {
        add(field, "must not contain control characters");
        return;
      }
    }
  }

  /** Bytes of all text so far. */
  public long textBytes() {
    return textBytes;
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** How many were found so far. */
  public int count() {
    return found.size();
  }

  /** In the order in which they were found. */
  public List<Violation> found() {
    return List.copyOf(found);
  }
}
