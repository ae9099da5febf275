package dev.rung.classifier;

import java.util.List;

/**
 * Finds tables in a line, as people paste them beside a question: {@code customers(id, name),
 * orders(id, total)}. A name and columns in brackets could be a call as well, so that there must be
 * two of them, or three columns where the line begins, or a word such as "table" before.
 */
final class Tables {
  private static final List<String> LABELS =
      List.of("table", "tabelle", "tabla", "tabela", "schema", "schéma", "esquema", "relation");
  private static final String INITIALS = "tser";
  private static final int ENOUGH = 2;
  private static final int MANY_COLUMNS = 3;
  private static final int LONGEST_COLUMN = 3;

  private int start;
  private int end;
  private int tables;

  /** Whether the line {@code text[from, to)}, trimmed, tells of tables. */
  boolean find(String text, int from, int to) {
    start = from;
    end = from;
    tables = 0;
    boolean labelled = isLabelled(text, from);
    boolean wide = false;
    for (int open = text.indexOf('(', from, to); open > from; open = text.indexOf('(', open, to)) {
      int close = text.indexOf(')', open, to);
      if (close < 0) {
        break;
      }
      int name = nameStart(text, from, open, labelled);
      int columns = name < 0 ? 0 : columns(text, open + 1, close);
      if (columns >= ENOUGH) {
        start = tables++ == 0 ? name : start;
        end = close + 1;
        wide |= name == from && columns >= MANY_COLUMNS;
      }
      open = close;
    }
    return tables >= ENOUGH || (tables > 0 && (labelled || wide));
  }

  /** Where the first table begins. */
  int start() {
    return start;
  }

  /** Where the last table ends. */
  int end() {
    return end;
  }

  private static boolean isLabelled(String text, int from) {
    if (INITIALS.indexOf(Letters.fold(text.charAt(from))) < 0) {
      return false;
    }
    for (String label : LABELS) {
      if (text.regionMatches(true, from, label, 0, label.length())) {
        return true;
      }
    }
    return false;
  }

  private static int nameStart(String text, int from, int open, boolean spaced) {
    int at = open;
    if (spaced && text.charAt(at - 1) == ' ') {
      at--;
    }
    int behind = at;
    while (at > from && Letters.inWord(text.charAt(at - 1))) {
      at--;
    }
    return at < behind ? at : -1;
  }

  /** How many columns stand here, each a name and at most two words for its type; 0 for others. */
  private static int columns(String text, int from, int to) {
    int columns = 0;
    int words = 0;
    char before = ' ';
    for (int i = from; i <= to; i++) {
      char c = i == to ? ',' : text.charAt(i);
      if (c == ',' || c == '、') {
        if (words == 0 || words > LONGEST_COLUMN) {
          return 0;
        }
        columns++;
        words = 0;
        before = ' ';
        continue;
      }
      boolean name = Letters.inWord(c) || c == ' ' || c == '.' || c == '*';
      if (!name || (words == 0 && Character.isDigit(c))) {
        return 0;
      }
      words += c != ' ' && before == ' ' ? 1 : 0;
      before = c;
    }
    return columns;
  }
}
