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
          4 | A history of the harbour, at least 2000 words
          4 | Schreib einen Bericht von 1500 Wörtern über unsere Bäckerei
          4 | 写一份关于茶叶市场的报告，3000字以上
          2 | Write a note of 100 words about the new key
          2 | Write a short summary of the following: we design systems in three countries
          0 | How do I renew my library card?
          2 | How do bees find their way?
          1 | 帮我把这句话改通顺：我昨天去了在商店
          1 | Are there any typos in “The Tast of Honey”?
          0 | forward the last message to Ana
          2 | Write a message to Ana that the boat is full
          """)
  void lengthsSummariesAndSmallMatters(int tier, String prompt) {
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
          2 | 一本漫画书25元，学校买了12本，一共要多少元？
          2 | Otto spart zwölf Euro im Monat. Wie viel hat er nach acht Monaten?
          2 | If a kilo of pears costs 3 euros, how much do seven kilos cost?
          0 | How many legs does a spider have?
          1 | What is the average weight of a Ross 308 at 35 days, in grams?
          0 | how many inches are 3 feet?
          """)
  void figuresInAStory(int tier, String prompt) {
    assertThat(judge(prompt).tier().level()).isEqualTo(tier);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          4 | Write a sonnet about Redis
          4 | Act as my piano teacher and listen to my woes, correcting my posture.
          4 | As a lighthouse, what would you tell the ships?
          4 | Wenn Sie ein alter Baum wären, was würden Sie dem Holzfäller sagen?
          4 | Si fueras un faro, ¿qué les dirías a los barcos?
          4 | Si tu étais un phare, que dirais-tu aux bateaux ?
          4 | 如果你是一座灯塔，你会对船说什么？
          4 | 作为一棵老树，你会对伐木工人说什么？
          4 | 请写一篇关于雨后操场的短文
          4 | 猫の一日を短編にして書いて
          4 | दो पड़ोसियों का संवाद लिखो
          4 | Erzähl von einer Wanderdüne, als Märchen
          1 | Act as an editor and correct this sentence: he go home
          3 | Write a blog with Postgres, a login and OAuth
          2 | Write a function that counts the words of a sonnet
          0 | How do poets count syllables?
          """)
  void inventionAndWhatOnlyLooksLikeIt(int tier, String prompt) {
    assertThat(judge(prompt).tier().level()).isEqualTo(tier);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          4 | Distributed lock
          4 | Ticket service
          4 | Log aggregator at scale
          4 | Design a cache system
          4 | Design Google Docs
          4 | 抢票系统
          3 | Design a stack for undo
          3 | profile page with avatar
          3 | Design a Python class for a point
          2 | cache with two maps in java
          1 | what is a load balancer
          """)
  void whatIsOnlyNamed(int tier, String prompt) {
    assertThat(judge(prompt).tier().level()).isEqualTo(tier);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          0 | play the old song by the harbour band
          0 | next song please
          0 | close the shutters in the kitchen
          0 | do i have any plans for sunday
          0 | Spiel etwas Jazz
          0 | Fahr die Rollläden im Flur hoch
          0 | mets du jazz
          0 | ferme les rideaux de la chambre
          0 | sube las persianas del salón
          0 | 把阳台的窗帘拉上
          0 | 寝室のカーテンを開けて
          0 | रसोई का पंखा बंद करो
          1 | Replace tea by coffee everywhere
          3 | Schreibe ein Spiel mit drei Leveln
          4 | Haz una rima sobre los lunes de lluvia
          4 | What is a good marketing plan for my pizza restaurant?
          """)
  void whatAHouseOrAPlayerDoesByItself(int tier, String prompt) {
    assertThat(judge(prompt).tier().level()).isEqualTo(tier);
  }
}
