package dev.rung.server.template;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** Words around a request that ask for nothing: "could you please ...", "..., thanks". */
final class Courtesy {
  private static final Map<Character, List<String>> BEFORE =
      byCharacter(
          """
          please |please, |pls |can you |could you |would you |will you |tell me |give me |show me |\
          let me know |do you know |i want you to |i need you to |i'd like you to |i want to know |i need to know |i'd like to know |\
          i would like to know |\
          bitte |bitte, |kannst du |kannst du mir |kannst du bitte |kannst du mir bitte |\
          können sie |können sie mir |können sie mir bitte |könntest du |könntest du mir |\
          könnten sie |könnten sie mir |kannst du mir sagen, |kannst du mir bitte sagen, |\
          können sie mir sagen, |können sie mir bitte sagen, |sag mir |sag mir, |sagen sie mir |\
          sagen sie mir, |sag mir bitte, |weißt du |weißt du, |wissen sie |wissen sie, |\
          ich möchte wissen, |\
          ¿|¡|por favor |por favor, |me puedes decir |me podrías decir |puedes decirme |\
          podrías decirme |puede decirme |dime |dime, |sabes |quiero saber |quisiera saber |\
          necesito saber |\
          s'il vous plaît |s'il vous plaît, |s'il vous plait |s'il vous plait, |s'il te plaît |\
          s'il te plaît, |s'il te plait |s'il te plait, |svp |svp, |stp |stp, |peux-tu me dire |\
          pouvez-vous me dire |pourrais-tu me dire |pourriez-vous me dire |tu peux me dire |dis-moi |\
          dis moi |dites-moi |je voudrais savoir |j'aimerais savoir |sais-tu |savez-vous |\
          请|请问|请问,|请问，|请问 |请告诉我|告诉我|能告诉我|你能告诉我|可以告诉我|麻烦|麻烦你|帮我|请帮我|\
          我想知道|你知道|\
          すみません、|すみませんが、|\
          कृपया |कृपया मुझे |मुझे बताओ |मुझे बताइए |मुझे बताएं |मुझे बताएँ |कृपया बताएं |कृपया बताइए |बताओ |\
          बताइए |बताएं |बताएँ |ज़रा |क्या आप बता सकते हैं |क्या आप बता सकते हैं कि |क्या आप मुझे बता सकते हैं |\
          क्या आप मुझे बता सकते हैं कि \
          """,
          words -> 0);

  private static final Map<Character, List<String>> AFTER =
      byCharacter(
          """
          , please| please| pls|, thanks|, thank you| for me|\
          , bitte| bitte|, danke| danke|\
          , por favor| por favor|, gracias|\
          , s'il vous plaît| s'il vous plaît|, s'il vous plait| s'il vous plait|, s'il te plaît|\
           s'il te plaît|, s'il te plait| s'il te plait|, svp| svp|, stp| stp|, merci|\
          ,谢谢|谢谢| 谢谢|,好吗|,可以吗|\
          を教えてください|を教えて下さい|教えてください|教えて下さい|を教えて|教えて|ください|下さい|をお願いします|\
          お願いします|お願い|\
           बताइए| बताइये| बताओ| बताएं| बताएँ| कृपया\
          """,
          words -> words.length() - 1);

  /** Nobody is more polite than this. */
  private static final int MOST = 4;

  private Courtesy() {}

  /** Where the request itself begins. */
  static int start(String text) {
    int at = 0;
    for (int times = 0; times < MOST; times++) {
      int length = lengthBefore(text, at);
      if (length == 0) {
        break;
      }
      at += length;
    }
    return at;
  }

  /**
   * Where the last of the words before the request begins, if there are any: "give me" in "could
   * you please give me a coin". Some requests are none without them.
   */
  static int lastStart(String text) {
    int last = 0;
    int at = 0;
    for (int times = 0; times < MOST; times++) {
      int length = lengthBefore(text, at);
      if (length == 0) {
        break;
      }
      last = at;
      at += length;
    }
    return last;
  }

  /** Where the request itself ends, at or before {@code end}. */
  static int end(String text, int end) {
    int at = end;
    for (int times = 0; times < MOST; times++) {
      int length = lengthAfter(text, at);
      if (length == 0) {
        break;
      }
      at -= length;
    }
    return at;
  }

  private static int lengthBefore(String text, int at) {
    for (String words : at < text.length() ? of(BEFORE, text.charAt(at)) : List.<String>of()) {
      if (text.regionMatches(true, at, words, 0, words.length())) {
        return words.length();
      }
    }
    return 0;
  }

  /** Zero where nothing would be left of the request. */
  private static int lengthAfter(String text, int end) {
    for (String words : end > 0 ? of(AFTER, text.charAt(end - 1)) : List.<String>of()) {
      int start = end - words.length();
      if (start > 0 && text.regionMatches(true, start, words, 0, words.length())) {
        return words.length();
      }
    }
    return 0;
  }

  private static List<String> of(Map<Character, List<String>> words, char c) {
    return words.getOrDefault(Character.toLowerCase(c), List.of());
  }

  /** By the character at one place of them, longer ones first. */
  private static Map<Character, List<String>> byCharacter(
      String separatedByBars, ToIntFunction<String> place) {
    return Arrays.stream(separatedByBars.split("\\|", -1))
        .sorted(Comparator.comparingInt(String::length).reversed())
        .collect(Collectors.groupingBy(words -> words.charAt(place.applyAsInt(words))));
  }
}
