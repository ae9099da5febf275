package dev.rung.classifier;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Words of greetings, of thanks and of taking something back, and the stops between them. */
final class FrameWords {
  static final int GREETING = 1;
  static final int BESIDE = 2;
  static final int LEAD = 4;
  static final int BACK = 8;
  static final int AND = 16;
  static final int THANKS = 32;

  /** The first word of a way to take something back, which may be no way by itself. */
  static final int BACK_BEGINS = 64;

  static final WordTable TABLE = words();

  /** Words of the longest way to take something back. */
  static final int LONGEST_BACK = 5;

  /** Whole stretches of scripts without spaces. */
  private static final Set<String> GREETING_UNSPACED =
      Set.of(
          "你好",
          "您好",
          "大家好",
          "早上好",
          "下午好",
          "晚上好",
          "こんにちは",
          "こんばんは",
          "おはよう",
          "おはようございます",
          "お疲れ様です",
          "お疲れさまです",
          "お世話になっております");

  private static final Set<String> THANKS_UNSPACED =
      Set.of(
          "谢谢",
          "谢谢你",
          "谢谢您",
          "非常感谢",
          "多谢",
          "感谢",
          "先谢谢了",
          "辛苦了",
          "辛苦你了",
          "拜托了",
          "麻烦了",
          "麻烦你了",
          "ありがとう",
          "ありがとうございます",
          "お願いします",
          "よろしくお願いします",
          "よろしくお願いいたします",
          "どうぞよろしく");

  private static final List<String> BACK_UNSPACED =
      List.of("算了", "没事了", "不用了", "忽略上面", "忘了吧", "やっぱりいい", "忘れて", "今のなし", "気にしないで");

  private static final String STOPS = ".!?,;:。！？，、；：।\n()…~～";
  private static final boolean[] ASCII_STOPS = stopsOfAscii();

  private FrameWords() {}

  /** What a whole stretch of a script without spaces is. */
  static int ofUnspaced(String words) {
    return (GREETING_UNSPACED.contains(words) ? GREETING : 0)
        | (THANKS_UNSPACED.contains(words) ? THANKS : 0);
  }

  /** Units of what takes something back in a script without spaces and stands there, or 0. */
  static int unspacedBack(String text, int start) {
    if (Letters.isIdeographic(text.charAt(start))) {
      for (String back : BACK_UNSPACED) {
        if (text.startsWith(back, start)) {
          return back.length();
        }
      }
    }
    return 0;
  }

  /** What ends a greeting, a clause or a line. */
  static boolean isStop(char c) {
    return c < ASCII_STOPS.length ? ASCII_STOPS[c] : STOPS.indexOf(c) >= 0;
  }

  private static boolean[] stopsOfAscii() {
    boolean[] stops = new boolean[0x80];
    for (char c = 0; c < stops.length; c++) {
      stops[c] = STOPS.indexOf(c) >= 0;
    }
    return stops;
  }

  private static WordTable words() {
    Map<String, Long> bits = WordLists.read("frame-words.txt", FrameWords::bit);
    List<String> back =
        bits.keySet().stream().filter(words -> (bits.getOrDefault(words, 0L) & BACK) != 0).toList();
    for (String words : back) {
      bits.merge(words.split("_", -1)[0], (long) BACK_BEGINS, (a, b) -> a | b);
    }
    return new WordTable(bits);
  }

  private static long bit(String name) {
    return switch (name) {
      case "GREETING" -> GREETING;
      case "THANKS" -> THANKS;
      case "BESIDE" -> BESIDE;
      case "LEAD" -> LEAD;
      case "BACK" -> BACK;
      case "AND" -> AND;
      default -> throw new IllegalArgumentException("no word of a frame is called " + name);
    };
  }
}
