package dev.rung.server.template;

import com.google.re2j.Pattern;

/**
 * Signs that a line given after a colon goes on with a second request: "... and explain why", "...,
 * then translate it", "... Also count the words".
 */
final class FollowUp {
  /** "... und warum", "... y explica", "... 然后解释", "... और क्यों". */
  private static final String OTHER_LANGUAGES =
      "|\\b(?:und|aber) (?:dann|danach|warum|wieso|nicht|erkl|übersetz|sag)"
          + "|\\b(?:y|pero) (?:luego|por qu|no |expl|tradu|dime)"
          + "|\\b(?:et|mais) (?:ensuite|puis|pourquoi|pas |expl|tradu|dis)"
          + "|然后|并解释|请解释|为什么|再翻译|なぜ|それから|説明して|訳して"
          + "|और (?:क्यों|फिर|समझ|बता)|लेकिन";

  private static final Pattern SIGN =
      Pattern.compile(
          "(?:[.,;!?)] *|\\b(?:and|then|but|or|also) +)"
              + "(?:and |then |also |but |please |now |afterwards |finally |next |what|why|how|explain|"
              + "tell|describe|write|show|give|translate|count|convert|decode|encode|hash|compare|"
              + "summari[sz]e|check|make|return|print|list|add|use|sort|"
              + "reverse|shuffle|uppercase|lowercase|capitali[sz]e|remove|delete|replace|join|split|trim|"
              + "dedupe|escape|repeat|spell|put|turn|save|send|do not|don't|ignore|can you|could you)"
              + "|\\b(?:please|explain|step by step)\\b"
              + "|\\bbut (?:not|only|keep|leave|never|without)\\b"
              + "|\\((?:answer|reply|explain|and|then|but|please|use|do|no|not|without)\\b"
              + OTHER_LANGUAGES,
          Pattern.CASE_INSENSITIVE);

  private FollowUp() {}

  static boolean isIn(String line) {
    return SIGN.matcher(line).find();
  }
}
