package dev.rung.server.cache;

import static dev.rung.server.cache.SimilarQuestions.isHit;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which signs of a text say something, and which only part its words. */
class SimilarSignsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "What is .5 of 80? | What is 5 of 80?",
        "What is 10² + 1? | What is 102 + 1?",
        "How much are 3½ cups of flour? | How much are 31/2 cups of flour?",
        "What is n! for large values? | What is n for large values?",
        "What does x != 5 mean in C? | What does x = 5 mean in C?",
        "What does : do in Python? | What does ; do in Python?",
        "What does ? mean in Kotlin? | What does ! mean in Kotlin?",
        "What does . match in a regex? | What does , match in a regex?",
        "What does [abc] match in a regex? | What does (abc) match in a regex?",
        "What does ( mean in a regex? | What does ) mean in a regex?",
        "Explain std::string in short | Explain std:string in short",
        "What does (x) mean in a form? | What does x mean in a form?",
        "What is a - b in vectors? | What is a b in vectors?",
        "What is the meaning of :) | What is the meaning of :(",
        "Is 5\" enough for a desk? | Is 5 enough for a desk?",
        "No, cats are dangerous? | No cats are dangerous?",
      })
  void aSignThatDoesNotStandAsPunctuationAsksSomethingElse(String one, String other) {
    assertThat(isHit(one, other)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "What is the capital of Peru ? | What is the capital of Peru?!",
        "What is the best way to learn Spanish - fast? | What is the best way to learn Spanish,"
            + " fast?",
        "Where can I return a parcel ( without a label )? | Where can I return a parcel (without a"
            + " label)?",
        "Which is best: red,green or blue | Which is best - red, green or blue",
        "How do I fix a flat tyre... | How do I fix a flat tyre?? :)",
        "How do I format a 20-year-old disk? | How do I format a 20-year old disk?",
      })
  void punctuationOnlyPartsWords(String one, String other) {
    assertThat(isHit(one, other)).isTrue();
  }
}
