package dev.rung.server.template;

import com.google.re2j.Pattern;

/**
 * Signs that a line given after a colon goes on with a second request: "... and explain why", "...,
 * then translate it", "... Also count the words".
 */
final class FollowUp {
  private static final Pattern SIGN =
      Pattern.compile(
          "(?:[.,;!?)] *|\\b(?:and|then|but|or|also) +)"
              + "(?:and |then |also |but |please |now |afterwards |finally |next |what|why|how|explain|"
              + "tell|describe|write|show|give|translate|count|convert|decode|encode|hash|compare|"
              + "summari[sz]e|check|make|return|print|list|add|use|sort|"
              + "reverse|shuffle|uppercase|lowercase|capitali[sz]e|remove|delete|replace|join|split|trim|"
              + "dedupe|escape|repeat|spell|put|turn|save|send|do not|don't|ignore|can you|could you)"
              + "|\\b(?:please|explain|step by step)\\b",
          Pattern.CASE_INSENSITIVE);

  private FollowUp() {}

  static boolean isIn(String line) {
    return SIGN.matcher(line).find();
  }
}
