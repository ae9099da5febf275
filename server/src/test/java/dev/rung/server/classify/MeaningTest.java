package dev.rung.server.classify;

import static dev.rung.server.classify.Judging.judge;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same wishes in several wordings and languages, each beside one that only looks like it. */
class MeaningTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          4 | How would you build a service like a national lottery?
          4 | Wie würdest du eine Plattform für Mitfahrten aufbauen?
          4 | ¿Cómo construirías una aplicación de mapas?
          4 | Comment construirais-tu un service de billetterie ?
          4 | 该怎么搭一个全国的挂号平台？
          4 | 共有自転車のサービスをどう作りますか？
          4 | आप रेल टिकट जैसी सेवा कैसे बनाएंगे?
          2 | How do bees build combs?
          0 | how are you?
          """)
  void buildingSomethingLarge(int tier, String prompt) {
    assertThat(judge(prompt).tier().level()).isEqualTo(tier);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          4 | You are a retired astronaut. Stay in character and tell us of the moon.
          4 | Stell dir vor, du bist ein Leuchtturmwärter. Beginne mit dem Abend.
          4 | Tu es un cuisinier du roi. Raconte ta journée.
          4 | 你现在是一位老船长，和我对话。
          4 | あなたは森の精です。旅人に話しかけてください。
          1 | You are a helpful assistant. Fix the typo: the wether is fine
          1 | Du bist ein Lektor. Korrigiere die Rechtschreibung: Er gink nach Haus.
          1 | Act as an interpreter and translate into French: good morning
          2 | You are a database developer. Write a query that lists all boats.
          """)
  void whoeverIsToAnswer(int tier, String prompt) {
    assertThat(judge(prompt).tier().level()).isEqualTo(tier);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          4 | Write a toast for the wedding of my cousin
          4 | Schreib einen Geburtstagsgruß für unseren Nachbarn
          4 | Escribe una felicitación para mi abuela
          4 | 写一段给奶奶的生日祝福
          4 | 祖母への誕生日メッセージを考えてください
          2 | Write a short email to my landlord about the key
          """)
  void smallPiecesOfInvention(int tier, String prompt) {
    assertThat(judge(prompt).tier().level()).isEqualTo(tier);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          2 | A crate holds 24 bottles. Tim sells 3 crates and 5 bottles. How many are that?
          2 | Lena hat 18 Kerzen. Sie verschenkt 5 und kauft 9. Wie viele hat sie nun?
          2 | Luis tiene 30 euros y gasta 12 en un libro y 7 en pan. ¿Cuánto le queda?
          2 | 小李有18个梨，送给同学7个，又买了15个，现在有多少个？
          2 | 健は鉛筆を18本持っています。妹に5本あげて、9本買いました。今、何本ありますか？
          2 | सीता के पास 30 आम हैं। उसने 12 बाँटे और 5 खरीदे। अब कितने आम बचे?
          1 | How many legs does a spider have?
          """)
  void figuresInAStory(int tier, String prompt) {
    assertThat(judge(prompt).tier().level()).isEqualTo(tier);
  }
}
