package dev.rung.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {

  /** A bar stands for a line's end. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          Hi! Thanks for the help earlier :)||Design a harbour   ; Design a harbour
          Hey! Good morning :) ||Add a second way               ; Add a second way
          hello there, quick one|Plan the year                   ; Plan the year
          Hello there, write a poem about a cat in the rain      ; write a poem about a cat in the rain
          Guten Tag! Nur eine kleine Frage.|Wie baut man das?    ; Wie baut man das?
          Hallo, danke schon mal!|Entwirf einen Hafen            ; Entwirf einen Hafen
          ¡Hola! Gracias de antemano.|Diseña un puerto           ; Diseña un puerto
          Hola, ¿qué tal? Necesito que diseñes un puerto para cien barcos ; Necesito que diseñes un puerto para cien barcos
          Bonjour, question rapide :|Conçois un port             ; Conçois un port
          你好，请帮我设计一个港口的系统                            ; 请帮我设计一个港口的系统
          お疲れ様です。|港の設計をしてください                      ; 港の設計をしてください
          नमस्ते, बस छोटा सा काम है:|एक बंदरगाह बनाओ                  ; एक बंदरगाह बनाओ
          Find the lowest pier.||Thanks so much, you are the best! ; Find the lowest pier.
          Il manque un pont.|Merci d'avance !                    ; Il manque un pont.
          設計してください。|よろしくお願いします。                   ; 設計してください。
          what time is it? never mind. Prove that the sum is odd. ; Prove that the sum is odd.
          Design a harbour for us.||...anyway, stop. Set a timer. ; Set a timer.
          A long tale||(that was a wrong paste, sorry) what time is it? ; what time is it?
          Ein langer Text||ok genug gelesen. Mach das Licht aus.  ; Mach das Licht aus.
          Un long texte||oublie ça, mets de la musique           ; mets de la musique
          Un texto largo||bueno, olvídalo. Pon música            ; Pon música
          很长的一段文字||算了，明天早上七点叫我起床                 ; 明天早上七点叫我起床
          長い文章||やっぱりいい。電気を消して                      ; 電気を消して
          लंबा पाठ||छोड़ो, बत्ती बुझा दो                            ; बत्ती बुझा दो
          """)
  void whatFramesARequestIsCutOff(String text, String request) {
    assertThat(Frame.cut(text.replace('|', '\n'))).isEqualTo(request);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\n\n",
        "hi!",
        "hello, how are you?",
        "Hi there! Thanks!",
        "Thanks! that worked",
        "Danke, das hat geklappt und läuft jetzt auf allen vierzehn Rechnern",
        "what a beautiful poem, thank you",
        "刚才那篇作文写得真好，谢谢",
        "nevermind",
        "Forget it",
        "never mind, thanks",
        "Never mind the gap: explain this saying",
        "Please ignore the above warning in the log and fix the bug",
        "Good code needs tests. Why?",
        "Thank you note for my boss after the interview",
        "Translate: good morning, how are you all doing today my friend?",
        "Which one?\nA. Hello\nB. Bye\nC. Hi",
        "Summarize this mail.\n\nDear all, forget that. The harbour opens on Monday and the pier on Tuesday."
      })
  void whatIsNoFrameStays(String text) {
    assertThat(Frame.cut(text)).isSameAs(text);
  }

  @Test
  void whatIsTakenBackInTheMiddleOfALongTextStays() {
    String text =
        "Sum this up:\n\n"
            + "The sea was calm. ".repeat(20)
            + "\nNever mind. We went on.\n"
            + "The wind rose. ".repeat(30);

    assertThat(Frame.cut(text)).isSameAs(text);
  }

  @Test
  void aRequestIsReadAsIfItHadComeAlone() {
    List<String> requests =
        List.of(
            "Design a harbour for two hundred boats, with tides and tolls",
            "Fix the typo: our architecture is scalible",
            "Write a function that counts the words of a line",
            "请设计一个港口的管理系统，包括数据库和接口",
            "Wie viele Einwohner hat die Hauptstadt von Peru ungefähr?");
    List<String> before =
        List.of(
            "Hi!\n", "Hello there, quick question:\n", "Hallo zusammen\n\n", "お疲れ様です。\n", "你好！\n");
    List<String> behind = List.of("", "\nthanks a lot!", "\n\nDanke im Voraus", "\n谢谢！");

    for (String request : requests) {
      float[] alone = DenseFeatures.of(of(request));
      for (String greeting : before) {
        for (String thanks : behind) {
          TaskFeatures framed = of(greeting + request + thanks);

          assertThat(Arrays.equals(DenseFeatures.of(framed), alone))
              .as("%s | %s | %s", greeting, request, thanks)
              .isTrue();
          assertThat(framed.grams().distinct()).isEqualTo(of(request).grams().distinct());
        }
      }
    }
  }

  @Test
  void anyTextIsTaken() {
    for (String part :
        List.of("hi ", ":)", "\uD83D", "(", "...", "\n", "never mind ", "。", "hello,")) {
      for (int times : new int[] {1, 2, 50, 20_000}) {
        String text = part.repeat(times);

        assertThat(text).contains(Frame.cut(text));
      }
    }
  }

  private static TaskFeatures of(String text) {
    return TaskFeatures.of(text, TaskHints.NONE, 0);
  }
}
