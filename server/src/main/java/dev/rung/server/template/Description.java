package dev.rung.server.template;

import com.google.re2j.Pattern;

/**
 * Signs that a line given after a colon tells which text is meant, or how it is to be done, and is
 * not the text itself: "reverse: a linked list", "sort: pear, fig by size", "slugify: in Rails".
 */
final class Description {
  private static final String LANGUAGES =
      "c|c\\+\\+|c#|java|javascript|js|typescript|ts|python|go|golang|rust|swift|kotlin|scala|php"
          + "|ruby|rails|perl|r|lua|dart|elixir|haskell|bash|powershell|sql|postgres|mysql|excel|vim"
          + "|assembly";

  private static final Pattern SIGN =
      Pattern.compile(
          "^(?:in|of|with|from|per|for|as|but|at least|at"
              + " most|using|versus|vs|only|every|each|everything|keeping|how"
              + " (?:do|does|can|could|would|should|to)|(?:write|make|implement|build|create)"
              + " (?:an?|the|it))\\b|^(?-i:an?) [\\w-]{2,}\\b|^all (?:the |of )?[a-z]+s\\b|\\bin"
              + " (?:an? )?(?:"
              + LANGUAGES
              + ")\\W*$"
              + "|\\b(?:with|using) (?:awk|sed|jq|numpy|pandas|a regex|a regular expression)\\b"
              + "|\\bby (?:how|their|its|size|age|length|date|price|name|last|first)\\b"
              + "|\\b(?:alphabetically|ascending|descending)\\b",
          Pattern.CASE_INSENSITIVE);

  private Description() {}

  static boolean isIn(String line) {
    return SIGN.matcher(line).find();
  }
}
