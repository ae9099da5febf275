package dev.rung.server.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Tier;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What must not change the tier of an instruction. */
class InstructionPropertiesTest {
  /** One instruction per tier and language, more or less. */
  static final List<String> INSTRUCTIONS =
      List.of(
          "Rename the variable tmp to buffer",
          "Fix the typos in this file",
          "Add docstrings to this module",
          "Write a function that checks whether a word is a palindrome",
          "Write three functions that read, check and store orders",
          "Design the architecture of a chat platform",
          "Write a short story about a lighthouse",
          "Korrigiere die Rechtschreibung in diesem Text",
          "Schreibe eine Funktion, die eine Liste umkehrt",
          "Entwirf die Architektur einer Plattform",
          "Corrige la ortografía de este texto",
          "Escribe una función que invierta una cadena",
          "Diseña la arquitectura de una plataforma",
          "Corrigez les fautes de ce texte",
          "Écris une fonction qui inverse une chaîne",
          "Conçois l'architecture d'une plateforme",
          "修正这段文字里的错别字",
          "写一首关于秋天的诗",
          "誤字を直してください",
          "ドラゴンの物語を書いて",
          "इस पैराग्राफ में वर्तनी ठीक करो",
          "ड्रैगन के बारे में एक कहानी लिखो");

  private static final List<String> TIER_WORDS =
      List.of("design a distributed architecture", "write a poem", "fix the typo", "hello");

  @ParameterizedTest
  @FieldSource("INSTRUCTIONS")
  void caseAndSpacingDoNotMatter(String instruction) {
    Tier tier = tier(instruction);

    assertThat(tier(instruction.toUpperCase(Locale.ROOT))).isEqualTo(tier);
    assertThat(tier("  \n " + instruction.replace(" ", "   ") + " \n\n ")).isEqualTo(tier);
    assertThat(tier(instruction.replace(" ", "\t"))).isEqualTo(tier);
  }

  @ParameterizedTest
  @FieldSource("INSTRUCTIONS")
  void quotedLinesAndFencedTextDoNotMatter(String instruction) {
    Tier tier = tier(instruction);

    for (String words : TIER_WORDS) {
      assertThat(tier(instruction + "\n> " + words)).as(words).isEqualTo(tier);
      assertThat(tier(instruction + "\n```text\n" + words + "\n```")).as(words).isEqualTo(tier);
    }
  }

  @ParameterizedTest
  @FieldSource("INSTRUCTIONS")
  void wordsInQuotesDoNotMatter(String instruction) {
    Tier tier = tier(instruction);

    for (String words : TIER_WORDS) {
      assertThat(tier(instruction + " \"" + words + "\"")).as(words).isEqualTo(tier);
      assertThat(tier(instruction + " “" + words + "”")).as(words).isEqualTo(tier);
    }
  }

  @ParameterizedTest
  @FieldSource("INSTRUCTIONS")
  void aPastedBlockOfCodeDoesNotMatterToAChoreOrADesign(String instruction) {
    Tier tier = tier(instruction);
    Random random = new Random(instruction.hashCode());

    for (int lines : List.of(1, 12, 40, 150, 2_000)) {
      Tier pasted = tier(instruction + "\n```java\n" + code(random, lines) + "```");
      if (tier == Tier.TINY
          || (tier == Tier.LARGE && !Judging.decisive(judge(instruction)).equals("creativity"))) {
        assertThat(pasted).as("%d lines", lines).isEqualTo(tier);
      }
    }
  }

  private static String code(Random random, int lines) {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      code.append("int design").append(random.nextInt(100)).append(" = write(architecture);\n");
    }
    return code.toString();
  }

  private static Classification judge(String prompt) {
    return Judging.judge(prompt);
  }

  private static Tier tier(String prompt) {
    return judge(prompt).tier();
  }
}
