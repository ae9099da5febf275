package dev.rung.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from pasted code. */
class CodeFeaturesTest {
  private static final String PYTHON =
      """
      import sys

      class Stack:
          def push(self, x):
              if x is None or x == 0:
                  raise ValueError(x)
              self.items.append(x)

          def pop(self):
              while self.items:
                  return self.items.pop()
      """;

  private static final String JAVA =
      """
      public final class Stack {
        private final List<String> items = new ArrayList<>();

        public void push(String item) {
          if (item.isBlank() && strict || item.length() > 9) {
            throw new IllegalArgumentException(item);
          }
          items.add(item);
        }
      }
      """;

  @Test
  void countsWhatIsInAFence() {
    TaskFeatures task =
        read("What is wrong here?\n```python\n" + PYTHON + "```\nThanks for a look.");

    assertThat(task.code().lines()).isEqualTo(9);
    assertThat(task.code().classes()).isEqualTo(1);
    assertThat(task.code().functions()).isEqualTo(2);
    assertThat(task.code().branches()).isEqualTo(3);
    assertThat(task.code().cyclomaticComplexity()).isEqualTo(5);
    assertThat(task.code().language()).contains(CodeLanguage.PYTHON);
    assertThat(task.text().words()).isEqualTo(8);
  }

  @Test
  void theHeadOfAPastedFileIsNoProse() {
    String head =
        """
        # Copyright 2020 The Heron Authors.
        #
        # You may not use this file except in compliance with the licence
        # and at your own risk.

        """;

    TextFeatures bare = read("Remove the unused import\n" + PYTHON).text();
    assertThat(read("Remove the unused import\n" + head + PYTHON).text().words())
        .isEqualTo(bare.words());
    assertThat(read("# Boats\n\nWe have nine of them.\n").code().present()).isFalse();
    assertThat(read("# Boats\n## Sails\nWe have nine of them.\n").code().present()).isFalse();
  }

  @Test
  void recognisesCodeWithoutAFence() {
    TaskFeatures task = read("Explain this to me please.\n" + JAVA);

    assertThat(task.code().lines()).isEqualTo(9);
    assertThat(task.code().language()).contains(CodeLanguage.JAVA);
    assertThat(task.code().functions()).isEqualTo(1);
    assertThat(task.code().classes()).isEqualTo(1);
    assertThat(task.code().branches()).isEqualTo(3);
    assertThat(task.text().words()).isEqualTo(5);
  }

  @Test
  void takesProseAheadOfCodeOnTheSameLine() {
    TaskFeatures task = read("Reformat this object: {\"a\": 1, \"b\": [2, 3]}");

    assertThat(task.text().action()).contains(Sense.FORMAT);
    assertThat(task.code().lines()).isEqualTo(1);
  }

  @Test
  void findsTheInstructionBehindTheCode() {
    TaskFeatures task = read(JAVA + "\nadd a short comment above this");

    assertThat(task.text().action()).contains(Sense.EDIT);
    assertThat(task.text().object()).contains(Sense.REMARK);
    assertThat(task.text().words()).isEqualTo(6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Let me know if this works for you and your team.",
        "Import taxes rose again; public opinion (mostly) did not care.",
        "For whom the bell tolls, and why is it so loud?",
        "- buy milk, eggs & bread - and tea",
        "hi!",
        "Help!",
        "wow!!",
        "no!?",
        "¡hola!",
        "hi! bye!",
        "Use the force - it is with you",
        "If x > 5 what is the result of the sum that I showed you?",
      })
  void proseIsNotTakenForCode(String prompt) {
    TaskFeatures task = read(prompt);

    assertThat(task.code().present()).isFalse();
    assertThat(task.code().cyclomaticComplexity()).isZero();
    assertThat(task.text().words()).isPositive();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          const add = (a, b) => a + b; function f() { console.log(add(1, 2)); }       | JAVASCRIPT
          func main() { defer f(); fmt.Println("x"); if err != nil { return } }       | GO
          fn main() { let mut x: Vec<u32> = vec![1]; match x { _ => {} } }            | RUST
          #include <iostream> int main() { std::cout << "x" << std::endl; }          | CPP
          SELECT name, sum(x) FROM t WHERE x > 1 GROUP BY name ORDER BY name;         | SQL
          def each; puts @items; end; attr_accessor :name; unless x then nil end;     | RUBY
          <div class="a"><span>x</span></div>                                        | MARKUP
          """)
  void recognisesTheLanguage(String code, CodeLanguage language) {
    TaskFeatures task = read("Look at this\n" + code);

    assertThat(task.language()).contains(language);
  }

  @Test
  void whatTheFenceSaysOutranksWhatTheCodeLooksLike() {
    TaskFeatures task =
        read("```rs\nconst add = (a, b) => console.log(a + b); function f() {}\n```");

    assertThat(task.language()).contains(CodeLanguage.RUST);
  }

  @Test
  void whatTheHintSaysOutranksBoth() {
    TaskHints hints =
        new TaskHints(
            java.util.Optional.empty(),
            CodeLanguage.named("Kotlin").or(() -> CodeLanguage.named("GoLang")),
            java.util.OptionalInt.of(0),
            0,
            0,
            0,
            java.util.Optional.empty());

    TaskFeatures task = TaskFeatures.of("```rs\nfn f() {}\n```", hints, 0);

    assertThat(task.language()).contains(CodeLanguage.GO);
    assertThat(task.linesOfCode()).isZero();
  }

  @Test
  void backticksWithinALineOpenNoFence() {
    TaskFeatures task = read("```x = 1``` is odd\nplease explain the idea\n");

    assertThat(task.text().action()).contains(Sense.EXPLAIN);
  }

  @Test
  void aFenceEndsOnlyWithItsOwnMark() {
    TaskFeatures task = read("````java\nint a;\n```\nint b;\n````\nplease explain");

    assertThat(task.code().lines()).isEqualTo(3);
    assertThat(task.text().action()).contains(Sense.EXPLAIN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "It died:\njava.lang.IllegalStateException: no\n\tat com.acme.Shop.open(Shop.java:12)\n",
        "It died:\nTraceback (most recent call last):\n  File \"a.py\", line 3, in <module>\n",
        "It died:\nCaused by: java.io.IOException: gone\n",
      })
  void recognisesAStackTrace(String prompt) {
    TaskFeatures task = read(prompt);

    assertThat(task.code().stackTrace()).isTrue();
  }

  @Test
  void estimatesTheLinesOfCodeBeyondTheSample() {
    String paste =
        "```java\n" + "int total = first + second;\n".repeat(2_000) + "```\nadd docstrings";

    TaskFeatures task = read(paste);

    assertThat(task.linesOfCode()).isBetween(1_800, 2_200);
    assertThat(task.text().action()).contains(Sense.EDIT);
    assertThat(task.text().object()).contains(Sense.REMARK);
  }

  private static TaskFeatures read(String prompt) {
    return TaskFeatures.of(prompt, TaskHints.NONE, 0);
  }
}
