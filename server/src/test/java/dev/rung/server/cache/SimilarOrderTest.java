package dev.rung.server.cache;

import static dev.rung.server.cache.SimilarQuestions.isHit;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which parts of a text may stand at another place. */
class SimilarOrderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Do I have what you need? | Do you have what I need?",
        "Should I tell her that you lied? | Should you tell her that I lied?",
        "When did who pay? | Who did when pay?",
        "How do I close a letter with kind regards? | How do I close a letter with best regards?",
        "Is the word kleinen right here? | Is the word keinen right here?",
        "What is the difference between 5 and 3? | What is the difference between 3 and 5?",
        "Pay Ann twice if Bob wins | Pay Ann if Bob wins twice",
      })
  void whoAsksWhomAndWhenAsksSomethingElse(String one, String other) {
    assertThat(isHit(one, other)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "How do I reset my password in Windows 11? | In Windows 11, how do I reset my password?",
        "How do I parse a date in C#? | In C#, how do I parse a date?",
        "In Python, how do I sort a list by name? | How do I sort a list by name in Python?",
        "How do I quickly peel garlic? | How do I peel garlic quickly?",
        "Explain osmosis step by step | Step by step, explain osmosis",
        "Write in a formal tone a note to Ann | Write a note to Ann in a formal tone",
        "I moved to Rome last month. Who is mayor? | Last month I moved to Rome. Who is mayor?",
        "If it snows, do trains run on time? | Do trains run on time if it snows?",
        "Compare a lion and a tiger in size | Compare a tiger and a lion in size",
        "Which is better, tea or coffee? | Which is better, coffee or tea?",
        "Python vs Java for beginners | Java vs Python for beginners",
        "Was kostet ein Brief nach Rom derzeit? | Was kostet derzeit ein Brief nach Rom?",
      })
  void whatBelongsToAllTheRestMayStandBeforeOrBehindIt(String one, String other) {
    assertThat(isHit(one, other)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "How do I treat a quickly spreading rash? | How do I quickly treat a spreading rash?",
        "How do I quickly ask Ann to leave? | How do I ask Ann to leave quickly?",
        "Explain how Bob describes Ann in two lines | In two lines, explain how Bob describes Ann",
        "How do I read code written in Python? | In Python, how do I read code written?",
        "In Java how do I call code in Python? | In Python how do I call code in Java?",
        "I met Ann last year. Who is Bob? | I met Ann. Last year who is Bob?",
        "Last week who said Bob left? | Who said Bob left last week?",
        "Ann left in May. Did Bob win? | Ann left. Did Bob win in May?",
        "Compare the sales of Rome and Paris | Compare Rome and the sales of Paris",
        "Is tea better than milk or coffee? | Is coffee better than milk or tea?",
        "Who won the war, Gaul or Rome in Spain? | Who won the war, Rome or Gaul in Spain?",
        "Python vs Java performance | Java vs Python performance",
        "If I quit, can I say when I leave? | When I leave, can I say if I quit?",
      })
  void whatMayBelongToAnotherWordKeepsItsPlace(String one, String other) {
    assertThat(isHit(one, other)).isFalse();
  }
}
