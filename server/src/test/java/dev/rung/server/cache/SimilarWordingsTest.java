package dev.rung.server.cache;

import static dev.rung.server.cache.SimilarQuestions.isHit;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which words may be others, and whose place counts. */
class SimilarWordingsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "南美洲最高的山是哪一座? | 请问，南美洲最高的山是哪一座？谢谢",
        "為什麼天空是藍色的？ | 為什麼 天空是藍色的",
        "なぜ空は青いのですか? | すみません、なぜ空は青いのですか？",
        "秋についての詩を書いてください。 | 秋についての詩を書いて",
        "What is the difference between a newt and a frog? | What is the difference between a frog"
            + " and a newt?",
        "Do I need a coat if it rains? | If it rains, do I need a coat?",
        "Why do dogs bark, and how do I stop it? | Why do dogs bark , and how do I stop it ?",
        "How do I remove a wine stain? | Could you please tell me how I remove a wine stain?",
        "What happened in 1999 in Lima? | What happend in 1999 in Lima?",
        "Why is the sky blue? | WHY is the sky blue?",
        "How do I clean a carpet? | Quick question: how do I clean a carpet? Any help is"
            + " appreciated!",
      })
  void whatIsOnlyWordedOtherwiseAsksTheSame(String one, String other) {
    assertThat(isHit(one, other)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "请假怎么办理? | 假怎么办理?",
        "怎么说谢谢? | 怎么说?",
        "犬が猫を追いかけた。なぜ? | 猫が犬を追いかけた。なぜ?",
      })
  void otherTextsWithoutSpacesAskSomethingElse(String one, String other) {
    assertThat(isHit(one, other)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Can you eat raw chicken? | Would you eat raw chicken?",
        "Can you swim with contact lenses? | Swim with contact lenses",
        "Can you give blood with a cold? | Would you give blood with a cold?",
        "Are you able to park on a hill? | Park on a hill",
        "May I ask my boss for a raise by mail? | My boss for a raise by mail?",
      })
  void whatIsNotAskedOfTheReaderIsNoCourtesy(String one, String other) {
    assertThat(isHit(one, other)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Can you find me a name for a cat? | Find me a name for a cat",
        "Could you suggest a name for a cat? | Suggest a name for a cat",
        "Could you turn off the lights in here, please? | Turn off the lights in here",
        "May I ask where I can swim? | Where can I swim?",
      })
  void aRequestIsACourtesyBeforeWhatIsAskedFor(String one, String other) {
    assertThat(isHit(one, other)).isTrue();
  }
}
