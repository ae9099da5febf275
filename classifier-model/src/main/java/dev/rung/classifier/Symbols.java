package dev.rung.classifier;

/** Characters that code is full of and prose is not. */
final class Symbols {
  private static final boolean[] SYMBOLS = symbols();

  private Symbols() {}

  private static boolean[] symbols() {
    boolean[] symbols = new boolean[0x80];
    for (char symbol : "(){}[];=<>_|&$\\@+:*/!-".toCharArray()) {
      symbols[symbol] = true;
    }
    return symbols;
  }

  static boolean isSymbol(char c) {
    return c < SYMBOLS.length && SYMBOLS[c];
  }

  /** Whether two neighbours are an operator or a piece of markup, such as {@code ->}. */
  static boolean isOperator(char first, char second) {
    return switch (second) {
      case '=' -> first == '=' || first == '!' || first == ':' || first == '+' || first == '-';
      case '>' -> first == '-' || first == '=';
      case ':' -> first == ':';
      case '&', '|' -> first == second;
      case ')' -> first == '(';
      case '/' -> first == '<';
      default -> false;
    };
  }
}
