package dev.rung.server.cache;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes greetings, thanks and the like from around a Chinese or Japanese text, where no spaces show
 * which words they are.
 */
final class UnspacedCourtesy {
  private static final String ANY_SIGN = "[\\s,.!?~、。，！？：:]";

  /** No sign that announces what is told of, as a colon does. */
  private static final String PAUSE = "(?<=[\\s,.!?~、。，！？])(?<![:：]\\s{0,3})";

  /** Where a text is about words, courtesies may be what it is about. */
  private static final Pattern ABOUT_WORDS =
      Pattern.compile("翻译|翻譯|意思|怎么说|怎么读|怎么写|词|发音|意味|翻訳|言葉|という|英語で|発音|書き方");

  private static final List<Pattern> LEFT_OUT =
      List.of(
          Pattern.compile(
              "^(你好|您好|嗨|哈喽|早上好|下午好|晚上好|大家好|不好意思|打扰一下|打扰了|こんにちは|こんばんは"
                  + "|おはようございます|すみませんが?|すいませんが?|失礼します|お世話になります|お願いがあります)"
                  + ANY_SIGN
                  + "++(?![和与與跟或とや])"),
          Pattern.compile(
              "^(请问一下|请问|想问一下|我想问一下|我想知道|请告诉我|麻烦告诉我|能告诉我|能不能告诉我|你能告诉我"
                  + "|可以告诉我)"
                  + ANY_SIGN
                  + "*"),
          Pattern.compile(
              "^(麻烦你|麻烦您|麻烦|请你|请您|请帮我|帮我|请)(?=写|列出|解释|给我|用|说明|介绍|描述|总结|推荐"
                  + "|告诉我|举例|比较|计算|分析|生成|创建|提供)"),
          Pattern.compile(
              PAUSE
                  + "(谢谢|谢谢你|谢谢您|谢谢啦|多谢|非常感谢|感谢|拜托了|麻烦了|ありがとうございます|ありがとう"
                  + "|よろしくお願いします|よろしくお願いいたします|宜しくお願いします|お願いします|よろしく)"
                  + ANY_SIGN
                  + "*$"),
          Pattern.compile(
              "(?<=[てで])(ください|下さい|くださいませんか|いただけますか|いただけませんか|くれますか|くれませんか"
                  + "|もらえますか|もらえませんか|ほしいです)(?="
                  + ANY_SIGN
                  + "*$)"));

  private UnspacedCourtesy() {}

  /** What is left; all of it where it is about words, or of other scripts. */
  static String without(String text) {
    if (!Unspaced.isIn(text) || ABOUT_WORDS.matcher(text).find()) {
      return text;
    }
    String left = text.strip();
    for (Pattern courtesy : LEFT_OUT) {
      left = courtesy.matcher(left).replaceFirst("");
    }
    return left.isBlank() ? text : left;
  }
}
