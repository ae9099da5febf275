package dev.rung.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from the prose of a prompt. */
class TextFeaturesTest {

  @Test
  void findsTheFirstActionAndTheFirstObject() {
    TextFeatures text = read("Please write a function that renames every file of a module.");

    assertThat(text.mood()).isEqualTo(Mood.COMMAND);
    assertThat(text.action()).contains(Sense.CREATE);
    assertThat(text.object()).contains(Sense.FUNCTION);
    assertThat(text.does(Sense.CREATE)).isTrue();
    assertThat(text.wants(Sense.MODULE)).isFalse();
    assertThat(text.senses().has(Sense.MODULE)).isTrue();
  }

  @Test
  void countsWordsSentencesQuestionsNumbersAndItems() {
    TextFeatures text = read("I need 3 things. Which ones?\n- a lamp\n* 2 chairs\n1. a table\n");

    assertThat(text.words()).isEqualTo(12);
    assertThat(text.sentences()).isEqualTo(2);
    assertThat(text.questions()).isEqualTo(1);
    assertThat(text.numbers()).isEqualTo(2);
    assertThat(text.listItems()).isEqualTo(3);
  }

  @Test
  void countsWhatStandsInQuotationMarksAlsoBehindAFrenchSpace() {
    assertThat(read("Mot « poème » en grec").quoted()).isEqualTo(9);
    assertThat(read("\"ab\" and \"c\"").quoted()).isEqualTo(7);
    assertThat(read("the dog's bowl, 5\" wide").quoted()).isZero();
  }

  @Test
  void aDenialTakesTheObjectBeforeItAlongWhereVerbsComeLast() {
    assertThat(read("कविता मत लिखो").object()).isEmpty();
    assertThat(read("कविता लिखो").object()).contains(Sense.STORY);
  }

  @Test
  void countsHowOftenASenseOccurs() {
    TextFeatures text = read("Compare the two, then compare them with a third.");

    assertThat(text.senses().of(Sense.COMPARE)).isEqualTo(2);
    assertThat(text.senses().of(Sense.TRANSLATE)).isZero();
  }

  @Test
  void aTextWithoutWordsHasNothing() {
    TextFeatures text = read(" \n\t\n");

    assertThat(text.words()).isZero();
    assertThat(text.sentences()).isZero();
    assertThat(text.action()).isEmpty();
    assertThat(text.object()).isEmpty();
    assertThat(text.mood()).isEqualTo(Mood.STATEMENT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          What is the capital of France     | QUESTION
          Could you write a test?           | COMMAND
          please format this                | COMMAND
          It rains. Does it stop today?     | QUESTION
          The build has been red all week   | STATEMENT
          """)
  void tellsHowAnInstructionIsPut(String prompt, Mood mood) {
    TextFeatures text = read(prompt);

    assertThat(text.mood()).isEqualTo(mood);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "What does \"design a platform\" mean?",
        "What does “design a platform” mean?",
        "What does „design a platform“ mean?",
        "What does «design a platform» mean?",
        "What does `design a platform` mean?",
        "What does 'design a platform' mean?",
        "Was heißt 「design a platform」 hier?",
        "Have a look.\n> design a platform\n",
        "Have a look.\n```\ndesign a platform\n```\n",
        "Have a look.\n~~~~text\ndesign a platform\n```\ndesign a platform\n~~~~\n",
      })
  void wordsInQuotesAndFencesHaveNoSense(String prompt) {
    TextFeatures text = read(prompt);

    assertThat(text.senses().has(Sense.DESIGN)).isFalse();
    assertThat(text.senses().has(Sense.SYSTEM)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "It's simple: design a platform, it's got to run",
        "A 5\" screen: design a platform",
        "`design a platform",
      })
  void anApostropheOrALoneMarkQuotesNothing(String prompt) {
    TextFeatures text = read(prompt);

    assertThat(text.senses().has(Sense.DESIGN)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Fix the typo: our architecture is scalible",
        "Translate into German:\n\nThe architecture of the old town is scalable.",
        "Summarize this article.\n\nThe architecture of the old town is scalable.",
        "Proofread the following：our architecture is scalable",
      })
  void whatATransformationIsDoneToHasNoSense(String prompt) {
    TextFeatures text = read(prompt);

    assertThat(text.senses().has(Sense.ARCHITECTURE)).isFalse();
    assertThat(text.senses().has(Sense.SCALE)).isFalse();
  }

  @Test
  void findsAnInstructionBehindALongText() {
    String story =
        "The old man went to the sea and looked at the waves for a long while. ".repeat(20);

    TextFeatures text = read(story + "\n\nTranslate all of it into French.");

    assertThat(text.action()).contains(Sense.TRANSLATE);
  }

  @Test
  void whatIsToldInTheMiddleOfALongTextIsNotAsked() {
    String filler = "the old man went to the sea and looked at it ".repeat(10);

    TextFeatures text = read(filler + " scalable architecture.\n\nThat is all there was.");

    assertThat(text.senses().has(Sense.SCALE)).isFalse();
    assertThat(text.senses().has(Sense.ARCHITECTURE)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"information is power", "the reformation", "contestants", "redesigned"})
  void wordsCountWholeOnly(String prompt) {
    TextFeatures text = read(prompt);

    assertThat(text.action()).isEmpty();
    assertThat(text.object()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ÉCRIS une fonction", "ecris une fonction", "E\u0301cris une fonction"})
  void accentsAndCaseDoNotMatter(String prompt) {
    TextFeatures text = read(prompt);

    assertThat(text.action()).contains(Sense.CREATE);
    assertThat(text.object()).contains(Sense.FUNCTION);
  }

  private static TextFeatures read(String prompt) {
    return TaskFeatures.of(prompt, TaskHints.NONE, 0).text();
  }
}
