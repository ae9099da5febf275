package dev.rung.classifier;

import java.util.Set;

/** Finds formulas as TeX writes them: text of mathematics, which looks like code and is none. */
final class Formulas {
  /** Commands that only formulas have; "\name" alone may be a path or a namespace. */
  private static final Set<String> COMMANDS =
      Set.of(
          "frac",
          "dfrac",
          "tfrac",
          "sqrt",
          "sum",
          "prod",
          "int",
          "lim",
          "infty",
          "begin",
          "end",
          "left",
          "right",
          "leq",
          "geq",
          "le",
          "ge",
          "neq",
          "times",
          "cdot",
          "cdots",
          "ldots",
          "dots",
          "div",
          "pm",
          "mathbb",
          "mathrm",
          "mathbf",
          "mathcal",
          "operatorname",
          "overline",
          "underline",
          "angle",
          "circ",
          "triangle",
          "pi",
          "theta",
          "alpha",
          "beta",
          "gamma",
          "lambda",
          "sigma",
          "omega",
          "sin",
          "cos",
          "tan",
          "log",
          "ln",
          "binom",
          "pmod",
          "equiv",
          "in",
          "cup",
          "cap",
          "subset",
          "vec",
          "quad",
          "boxed",
          "perp",
          "parallel",
          "rightarrow",
          "leqslant",
          "geqslant",
          "widehat",
          "hspace",
          "text");

  private static final int LONGEST = 12;

  private Formulas() {}

  /** How many commands and stretches between dollar signs there are in {@code text[start, end)}. */
  static int count(String text, int start, int end) {
    int found = 0;
    for (int at = text.indexOf('\\', start, end); at >= 0; at = text.indexOf('\\', at + 1, end)) {
      found += isCommand(text, at + 1, end) ? 1 : 0;
    }
    int open = text.indexOf('$', start, end);
    while (open >= 0) {
      int close = text.indexOf('$', open + 1, end);
      if (close > 0 && isBetween(text, open, close, end)) {
        found++;
        close = text.indexOf('$', close + 1, end);
      }
      open = close;
    }
    return found;
  }

  /** Whether a command of a formula begins here, behind its backslash; "C:\\text.old" has none. */
  static boolean isCommand(String text, int from, int end) {
    int at = from;
    while (at < end && at - from <= LONGEST && isLetter(text.charAt(at))) {
      at++;
    }
    boolean named = at - from > 1 && (at == end || text.charAt(at) != '.');
    return named && COMMANDS.contains(text.substring(from, at));
  }

  /** Where a command ends, with the name of what it begins: "begin{align*}". */
  static int commandEnd(String text, int from, int end) {
    int at = from;
    while (at < end && isLetter(text.charAt(at))) {
      at++;
    }
    boolean named = text.startsWith("begin{", from) || text.startsWith("end{", from);
    int close = named ? text.indexOf('}', at, end) : -1;
    return close < 0 ? at : close + 1;
  }

  /** "$a + b$", but neither "$5 and $6" nor "$a = $b". */
  private static boolean isBetween(String text, int open, int close, int end) {
    boolean tight = close > open + 1 && text.charAt(open + 1) > ' ' && text.charAt(close - 1) > ' ';
    return tight && (close + 1 == end || !isNamed(text.charAt(close + 1)));
  }

  /** What may stand in the name of a variable of PHP or a shell; a word of Chinese may follow. */
  private static boolean isNamed(char c) {
    return isLetter(c) || c == '_' || (c >= '0' && c <= '9');
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
