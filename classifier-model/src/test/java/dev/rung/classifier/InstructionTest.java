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
    assertThat(read(prompt).asked()).isEqualTo(new Asked(parts, files, lines));
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
