package dev.rung.server.classify;

import static dev.rung.server.classify.Judging.judge;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Hints;
import dev.rung.server.generate.Message;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Role;
import dev.rung.server.generate.Tier;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prompts whose words point elsewhere than their meaning. */
class HardPromptsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 | Fix the typo: our architecture is scalible
          4 | Design Twitter.
          1 | Convert this to lower case: DESIGN A DISTRIBUTED PLATFORM
          1 | Fix the grammar in my poem about distributed platforms: roses is red
          1 | What does "design a scalable architecture" mean?
          2 | Write a function that renames and formats every comment
          4 | Write a poem about a function that could not return
          4 | Based on the document below, produce the architecture design of the shop.\\n\\n# Goals\\nFix typos, format files, rename things.
          1 | Clean up the formatting:\\n```\\n# TODO design the architecture of the distributed platform\\nx=1\\n```
          1 | Format this\\n> Please design a scalable architecture
          1 | Don't redesign anything, just rename foo to bar
          1 | Translate the design document's title: Architektur der Plattform
          1 | Ohne die Architektur zu ändern, formatiere den Code
          4 | Format the file and then design a new architecture for the shop
          3 | Write three functions that read, check and store orders
          3 | Rename nothing, but write 4 endpoints with validation
          4 | Please write a story about a man who fixes typos
          2 | I need a function that formats the architecture of a poem
          0 | what's 15% of 80
          0 | add this song to my workout playlist
          """)
  void meaningDecides(int tier, String prompt) {
    Classification judged = judge(prompt);

    assertThat(judged.tier().level()).isEqualTo(tier);
  }

  @Test
  void docstringsForTwoThousandLinesAreAChore() {
    String paste = "public void design() { architecture.build(platform); }\n".repeat(2_000);

    Classification first = judge("Add docstrings\n```java\n" + paste + "```");
    Classification last = judge("```java\n" + paste + "```\nPlease add docstrings.");

    assertThat(first.tier()).isEqualTo(Tier.TINY);
    assertThat(last.tier()).isEqualTo(Tier.TINY);
  }

  @Test
  void aShortFollowUpIsNotTakenForAShortQuestion() {
    Prompt conversation =
        Prompt.ofMessages(
            List.of(
                Message.of(Role.SYSTEM, "Be brief."),
                Message.of(Role.USER, "Prove the four colour theorem."),
                Message.of(Role.ASSISTANT, "In outline: ..."),
                Message.of(Role.USER, "Why is that so?")));
    Classifier rules = new RuleClassifier(ClassifySettings.DEFAULT, Optional.empty());

    Classification followUp = rules.classify(conversation, Hints.NONE);
    Classification alone = judge("Why is that so?");

    assertThat(followUp.tier()).isEqualTo(Tier.MEDIUM);
    assertThat(alone.tier()).isEqualTo(Tier.SMALL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          4 | Entwirf eine skalierbare Architektur für einen Laden
          2 | Schreibe eine Funktion, die eine Liste umkehrt
          1 | Korrigiere die Rechtschreibung: Das ist ein Feler
          4 | Diseña una arquitectura de microservicios para un banco
          2 | Escribe una función que invierta una cadena
          0 | ¿Cuál es la capital de Francia?
          4 | Conçois une architecture distribuée pour une banque
          2 | Écris une fonction qui inverse une chaîne
          0 | Quelle est la capitale de la France ?
          4 | 设计一个分布式聊天系统
          2 | 写一个函数来反转字符串
          0 | 法国的首都是什么？
          4 | チャットシステムを設計してください
          2 | 文字列を反転する関数を書いてください
          4 | एक चैट सिस्टम डिज़ाइन करो
          2 | एक फ़ंक्शन लिखो जो स्ट्रिंग को उलट दे
          4 | सर्दी पर एक कविता लिखो
          """)
  void otherLanguagesAreUnderstoodInTheirBasics(int tier, String prompt) {
    Classification judged = judge(prompt);

    assertThat(judged.tier().level()).isEqualTo(tier);
  }
}
