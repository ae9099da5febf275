package dev.rung.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a prompt is asked, and how much of it. */
class InstructionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          Don't redesign it, just rename foo to bar            | RENAME
          Without changing the architecture, format the code   | FORMAT
          Ohne die Architektur zu ändern, formatiere den Code  | FORMAT
          Entwirf nichts neu, benenne nur die Variable um      | RENAME
          No diseñes nada, renombra la variable                | RENAME
          Ne conçois rien, renomme la variable                 | RENAME
          不要设计架构，只重命名变量                              | RENAME
          設計は変えずに、名前を変更してください                   | RENAME
          डिज़ाइन मत करो, कोड को फॉर्मेट करो                      | FORMAT
          """)
  void whatIsDeniedIsNotAsked(String prompt, Sense action) {
    assertThat(read(prompt).action()).contains(action);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          We create users in a loop all day. Could you translate the page?      | TRANSLATE
          I was adding things to the shop, so please rename the button          | RENAME
          Wir bauen seit Jahren an dem Laden. Bitte übersetze die Seite.        | TRANSLATE
          Format the file and then design a new architecture                    | DESIGN
          """)
  void whatIsAskedOutrightComesBeforeWhatIsTold(String prompt, Sense action) {
    TextFeatures text = read(prompt);

    assertThat(text.action()).contains(action);
    assertThat(text.outright() || text.does(Sense.DESIGN)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          リストをソートする関数を書いてください   | CREATE    | FUNCTION
          設計書を翻訳して                      | TRANSLATE | ARCHITECTURE
          सूची को बदलने वाला फ़ंक्शन लिखो जो तेज़ हो | CREATE    | FUNCTION
          写一篇关于系统设计的文章               | IMAGINE   | STORY
          写个关于系统设计的故事                 | CREATE    | STORY
          """)
  void verbsAndHeadsAreFoundWhereTheLanguagePutsThem(String prompt, Sense action, Sense object) {
    TextFeatures text = read(prompt);

    assertThat(text.action()).contains(action);
    assertThat(text.object()).contains(object);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Write three functions                     | 3 | 0 | 0
          Write 4 endpoints                         | 4 | 0 | 0
          Rename it in 12 files                     | 0 | 12 | 0
          Write a script of about 300 lines         | 0 | 0 | 300
          a 40-line script                          | 0 | 0 | 40
          Schreibe zwei Klassen                     | 3 | 0 | 0
          写三个函数                                 | 3 | 0 | 0
          Write functions for money                 | 3 | 0 | 0
          Write a function for all endpoints there  | 0 | 0 | 0
          Look at line 12 of the file               | 0 | 0 | 0
          In 2024 we had a shop with a function     | 0 | 0 | 0
          """)
  void quantitiesAreCounted(String prompt, int parts, int files, int lines) {
    assertThat(read(prompt).asked()).isEqualTo(new Asked(parts, files, lines, 0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          A travel guide, about 3000 words             | 3000
          Ein Aufsatz von 1200 Wörtern                 | 1200
          Escribe un informe de 800 palabras           | 800
          Rédige un article d'au moins 1500 mots       | 1500
          写一篇2000字的论文                             | 2000
          茶の歴史について4000字で書いて                   | 4000
          Say it in three words                        | 0
          Delete the 12 words at the end               | 0
          In 2024 we wrote a letter                    | 0
          """)
  void theLengthOfATextIsCounted(String prompt, int words) {
    assertThat(read(prompt).asked().prose()).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Write a short summary of the following: the architecture of ants   | SUMMARIZE
          Give me a summary of this: design is work                          | SUMMARIZE
          Escribe un resumen de este texto: la arquitectura de las hormigas  | SUMMARIZE
          Write a title for this summary of the year                         | CREATE
          Write a function that returns the summary                          | CREATE
          """)
  void whatIsToBeWrittenCanBeASummary(String prompt, Sense action) {
    assertThat(read(prompt).action()).contains(action);
    assertThat(read(prompt).senses().has(Sense.ARCHITECTURE)).isFalse();
  }

  @Test
  void aSummaryThatIsNamedAsksForNone() {
    assertThat(read("Summary\nThe door of the shop does not close.").action()).isEmpty();
  }

  @Test
  void whatIsAskedBehindALongTextComesBeforeWhatIsTold() {
    String told =
        "Recent studies show that ants create roads without a plan and keep them. ".repeat(6);

    assertThat(read(told + "\n\nTranslate it into French").action()).contains(Sense.TRANSLATE);
    assertThat(read(told + "\n\nAll of us are glad").action()).contains(Sense.STATE);
  }

  @ParameterizedTest
  @CsvSource({"彼はいつ生まれましたか。, 1", "彼は春に生まれました。, 0", "他是北京人吗。, 1", "他是北京人。, 0"})
  void aQuestionNeedsNoMarkWhereItsLastWordAsks(String prompt, int questions) {
    assertThat(read(prompt).questions()).isEqualTo(questions);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"function to sort a list", "I need a function", "ich brauche eine Funktion", "函数"})
  void aThingNamedAtOnceIsAWish(String prompt) {
    assertThat(read(prompt).action()).contains(Sense.CREATE);
    assertThat(read(prompt).object()).contains(Sense.FUNCTION);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Marketingstrategie planen     | STRATEGY
          Die Systemarchitektur         | ARCHITECTURE
          Eine Hilfsfunktion            | FUNCTION
          """)
  void theLastPartOfACompoundCounts(String prompt, Sense object) {
    assertThat(read(prompt).senses().has(object)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"Comment this function, QUESTION, false", "Comment ça marche ?, QUESTION, true"})
  void commentIsFrenchInAQuestionOnly(String prompt, Mood mood, boolean french) {
    assertThat(read(prompt).mood() == mood).isEqualTo(french);
    assertThat(read(prompt).does(Sense.COMMENT)).isEqualTo(!french);
  }

  @Test
  void unknownScriptsAreForeignAndKnownOnesAreNot() {
    assertThat(read("나는 시를 좋아해").foreign()).isTrue();
    assertThat(read("اكتب قصيدة").foreign()).isTrue();
    assertThat(read("naïve — 漢字 かな हिन्दी… 🙂").foreign()).isFalse();
  }

  private static TextFeatures read(String prompt) {
    return TaskFeatures.of(prompt, TaskHints.NONE, 0).text();
  }
}
