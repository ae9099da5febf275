package dev.rung.server.cache;

import static dev.rung.server.cache.SimilarQuestions.isHit;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which capitals make a name or a sign of a word, and which say nothing. */
class SimilarNamesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "What is the result of 2 * (3 + 4)? | What is the result of 2 * 3 + 4?",
        "What is the value of 10 - (4 - 2)? | What is the value of 10 - 4 - 2?",
        "How many bits: convert 5 GB to Gb | How many bits: convert 5 Gb to GB",
        "How do I convert MW to mW? | How do I convert mW to MW?",
        "What does the flag -o of curl do? | What does the flag -O of curl do?",
        "How do I solve -x = 5 for x? | How do I solve x = 5 for x?",
        "How warm is –5 C in Fahrenheit? | How warm is 5 C in Fahrenheit?",
        "What does i++ return in C? | What does ++i return in C?",
        "What is the value of 7 - 3? | What is the value of 3 - 7?",
        "What is 12 - 5 in words? | What is 12 5 in words?",
        "Where is !important used? | Where is important used?",
        "What does getUserName return? | What does getUsername return?",
      })
  void whatChangesAFormulaOrACommandAsksSomethingElse(String one, String other) {
    assertThat(isHit(one, other)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "How many people May rule in the house? | How many people may rule in the house?",
        "What did Mark my words mean? | What did mark my words mean?",
        "Which day do we March on Rome in the parade? | Which day do we march on Rome in the"
            + " parade?",
        "How long does it take to get to Turkey? | How long does it take to get to turkey?",
        "Which oil is best for Polish shoes? | Which oil is best for polish shoes?",
        "What is the price of Apple today? | What is the price of apple today?",
        "Why did the Will of Bill surprise Ann? | Why did the will of Bill surprise Ann?",
      })
  void aNameIsNotTheWordThatIsSpeltLikeIt(String one, String other) {
    assertThat(isHit(one, other)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "What is the capital of Turkey? | what is the capital of turkey",
        "What is the capital of China? | WHAT IS THE CAPITAL OF CHINA?",
        "How many days does March have? | how many days does march have?",
        "May I return a used book? | may i return a used book?",
        "How do I mark and grade wood? | How Do I Mark and Grade Wood?",
      })
  void capitalsThatSayNothingMakeNoName(String one, String other) {
    assertThat(isHit(one, other)).isTrue();
  }
}
