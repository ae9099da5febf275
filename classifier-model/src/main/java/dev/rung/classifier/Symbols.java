package dev.rung.classifier;

/** Characters that code is full of and prose is not. */
final class Symbols {
  private Symbols() {}

  static boolean isSymbol(char c) {
    return switch (c) {
      case '(',
          ')',
          '{',
          '}',
          '[',
          ']',
          ';',
          '=',
          '<',
          '>',
          '_',
          '|',
          '&',
          '$',
          '\\',
          '@',
          '+',
          ':',
          '*',
          '/',
          '!',
          '-' ->
          true;
      default -> false;
    };
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
