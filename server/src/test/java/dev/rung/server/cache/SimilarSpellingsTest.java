package dev.rung.server.cache;

import static dev.rung.server.cache.SimilarQuestions.isHit;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which spellings are of one word. */
class SimilarSpellingsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "How do I organise my favourite colours? | How do I organize my favorite colors?",
        "Was my travelling to the theatre cancelled? | Was my traveling to the theater canceled?",
        "Summarise the behaviour of a catalyst | Summarize the behavior of a catalyst",
        "How do I cut an aluminium pipe? | How do I cut an aluminum pipe?",
      })
  void britishAndAmericanSpellingAskTheSame(String one, String other) {
    assertThat(isHit(one, other)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "How do you spell colour? | How do you spell color?",
        "How many letters are in colour? | How many letters are in color?",
        "Is colour or color right? | Is color or colour right?",
        "What is a tyre made of? | What is a tire made of?",
        "How long is a metre in time? | How long is a meter in time?",
        "When do I practise law? | When do I practice law?",
        "How many votes did Labour get? | How many votes did labor get?",
        "How do I fix the typo recieve in a text? | How do I fix the typo receive in a text?",
      })
  void spellingCountsWhereItIsWhatIsAskedAboutOrMakesAnotherWord(String one, String other) {
    assertThat(isHit(one, other)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "How do I recieve a parcel in winter? | How do I receive a parecl in winter?",
      })
  void onlyOneOfTwoTextsIsMistyped(String one, String other) {
    assertThat(isHit(one, other)).isFalse();
  }
}
