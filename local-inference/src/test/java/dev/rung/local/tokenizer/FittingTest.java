package dev.rung.local.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.local.Fitted;
import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import dev.rung.local.Turn;
import dev.rung.local.Turn.Speaker;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FittingTest {
  private static final Turn SYSTEM = new Turn(Speaker.SYSTEM, "You are terse.");
  private static final Turn LAST = new Turn(Speaker.USER, "And the third?");

  private static final List<Speaker> SPEAKERS = List.of(Speaker.values());
  private static final int LONG = 10_000_000;

  private Tokenizer tokenizer;
  private Prompts prompts;

  @BeforeEach
  void read() throws Exception {
    Path folder = TokenizerTest.CHECKPOINTS.resolve("falcon-mamba-odd");
    tokenizer = Tokenizer.read(folder, 640);
    prompts = Prompts.read(folder, tokenizer, "FalconMambaForCausalLM", () -> Instant.EPOCH);
  }

  @AfterEach
  void close() {
    tokenizer.close();
  }

  @Test
  void whatFitsStaysAsItIs() throws Exception {
    List<Turn> conversation = talk(2);
    int exact = prompts.of(conversation).tokens().length;

    Fitted fitted = prompts.fit(conversation, exact);

    assertThat(fitted).isEqualTo(new Fitted(conversation, exact, 0, 0));
    assertThat(fitted.isReduced()).isFalse();
  }

  @Test
  void theOldestTurnsGoFirst() throws Exception {
    List<Turn> conversation = talk(5);
    int exact = prompts.of(conversation).tokens().length;

    Fitted fitted = prompts.fit(conversation, exact - 1);

    assertThat(fitted.conversation().getFirst()).isEqualTo(SYSTEM);
    assertThat(fitted.conversation().subList(1, fitted.conversation().size()))
        .isEqualTo(conversation.subList(3, conversation.size()));
    assertThat(fitted.droppedTurns()).isEqualTo(2);
    assertThat(fitted.droppedTokens()).isPositive();
    assertThat(fitted.isReduced()).isTrue();
  }

  @Test
  void aUserBeginsWhateverIsLeft() throws Exception {
    List<Turn> conversation = talk(6);
    int exact = prompts.of(conversation).tokens().length;

    for (int budget = exact; budget > 60; budget -= 7) {
      Fitted fitted = prompts.fit(conversation, budget);

      assertThat(fitted.tokens()).isLessThanOrEqualTo(budget);
      assertThat(fitted.conversation().get(0)).isEqualTo(SYSTEM);
      assertThat(fitted.conversation().get(1).speaker()).isEqualTo(Speaker.USER);
      assertThat(fitted.conversation().getLast()).isEqualTo(LAST);
    }
  }

  @Test
  void theMiddleOfTheLastTurnIsCut() throws Exception {
    String material =
        IntStream.range(0, 200).mapToObj(i -> "row " + i + "\n").collect(Collectors.joining());
    Turn asked = new Turn(Speaker.USER, "Sort these rows:\n" + material + "Answer in one word.");

    Fitted fitted = prompts.fit(List.of(SYSTEM, LAST, SYSTEM, asked), 200);

    String text = fitted.conversation().getLast().text();
    assertThat(text)
        .startsWith("Sort these rows:\nrow 0\n")
        .endsWith("row 199\nAnswer in one word.")
        .containsOnlyOnce("\n[...]\n");
    assertThat(fitted.conversation()).hasSize(3).startsWith(SYSTEM, SYSTEM);
    assertThat(fitted.droppedTurns()).isEqualTo(1);
    assertThat(fitted.tokens()).isBetween(170, 200);
    int exact = prompts.of(List.of(SYSTEM, SYSTEM, asked)).tokens().length;
    assertThat(fitted.droppedTokens()).isBetween((exact - 200) / 2, (exact - 200) * 2);
  }

  @Test
  void theMiddleOfMaterialIsCutBeforeWhatTheUserSent() throws Exception {
    String rows =
        IntStream.range(0, 200).mapToObj(i -> "row " + i).collect(Collectors.joining("\n"));
    Turn documents = new Turn(Speaker.SYSTEM, "Context:\n" + rows, true);
    Turn asked = new Turn(Speaker.USER, "What is in the context?\nOne\nword.");
    List<Turn> conversation = new ArrayList<>(List.of(SYSTEM, documents));
    conversation.addAll(talk(3).subList(1, 7));
    conversation.add(asked);

    Fitted fitted = prompts.fit(conversation, 150);

    assertThat(fitted.tokens()).isBetween(120, 150);
    assertThat(fitted.droppedTurns()).isEqualTo(6);
    assertThat(fitted.conversation()).hasSize(3).startsWith(SYSTEM).endsWith(asked);
    assertThat(fitted.conversation().get(1).text())
        .startsWith("Context:\nrow 0\n")
        .endsWith("row 199")
        .containsOnlyOnce("\n[...]\n");
  }

  @Test
  void whatTheUserSentIsCutWhereCuttingMaterialIsNotEnough() throws Exception {
    Turn documents = new Turn(Speaker.SYSTEM, "Context:\n" + "row\n".repeat(300) + "end", true);
    Turn asked = new Turn(Speaker.USER, "Sort these:\n" + "line\n".repeat(300) + "Now.");

    Fitted fitted = prompts.fit(List.of(SYSTEM, documents, asked), 120);

    assertThat(fitted.tokens()).isBetween(90, 120);
    assertThat(fitted.droppedTurns()).isZero();
    assertThat(fitted.conversation().get(1).text()).isEqualTo("Context:\n[...]\nend");
    assertThat(fitted.conversation().getLast().text()).startsWith("Sort these:\n").endsWith("Now.");
  }

  @Test
  void aLongLineIsCutHoweverSmallTheWindow() throws Exception {
    Turn asked = new Turn(Speaker.USER, "Count these: " + "word, ".repeat(3_000));

    Fitted fitted = prompts.fit(List.of(asked), 100);

    assertThat(fitted.tokens()).isBetween(45, 100);
    assertThat(fitted.conversation().getFirst().text()).startsWith("Count these: word, ");
  }

  /** A file on one line, such as JSON, is cut as well. */
  @ParameterizedTest
  @ValueSource(strings = {"Sum up:\n%s", "%s", "%s\nSum that up.", "Sum up:\n%s\n\n\n"})
  void aLongLineIsCutWithinItself(String form) throws Exception {
    String line = "\uD83D\uDE00\u00E9{\"key\": [1, 2, 3]}, ".repeat(2_000);

    Fitted fitted = prompts.fit(List.of(new Turn(Speaker.USER, form.formatted(line))), 5_000);

    String text = fitted.conversation().getFirst().text();
    assertThat(text).contains("\n[...]\n").doesNotContain("\uFFFD");
    assertThat(text.codePoints()).noneMatch(point -> point >= 0xD800 && point < 0xE000);
    assertThat(fitted.tokens()).isBetween(4_000, 5_000);
  }

  /** All of it would take the tokenizer far longer than the test. */
  @ParameterizedTest
  @ValueSource(strings = {"a b\n", "\n", " ", "\uD83D\uDE00", "<|im_end|>", "x"})
  void anyLengthIsTaken(String material) throws Exception {
    Turn asked =
        new Turn(Speaker.USER, "Count:\n" + material.repeat(LONG / material.length()) + "\nNow.");
    List<Turn> conversation = new ArrayList<>(talk(100));
    conversation.add(asked);

    Fitted fitted = prompts.fit(conversation, 4_000);

    assertThat(fitted.tokens()).isBetween(2_000, 4_000);
    assertThat(fitted.droppedTurns()).isEqualTo(201);
    assertThat(fitted.conversation().getLast().text()).startsWith("Count:\n").endsWith("\nNow.");
  }

  @Test
  void whatIsToBeDoneIsNeverCut() {
    Turn asked = new Turn(Speaker.USER, "word ".repeat(50) + "\n" + "line\n".repeat(500));

    assertThatThrownBy(() -> prompts.fit(List.of(SYSTEM, asked), 60))
        .isInstanceOf(InferenceException.class)
        .hasMessage(
            "without its older turns and the middle of what was sent last, the conversation still"
                + " has more than 60 tokens")
        .extracting(failure -> ((InferenceException) failure).reason())
        .isEqualTo(Reason.CONTEXT_TOO_LONG);
  }

  @Test
  void everyBudgetIsKept() throws Exception {
    long seed = 3;
    Random random = new Random(seed);
    for (int round = 0; round < 25; round++) {
      List<Turn> conversation = new ArrayList<>();
      int turns = 1 + random.nextInt(6);
      for (int i = 0; i < turns; i++) {
        Speaker speaker = SPEAKERS.get(random.nextInt(SPEAKERS.size()));
        conversation.add(new Turn(speaker, noise(random)));
      }
      int budget = 500 + random.nextInt(2_000);

      try {
        Fitted fitted = prompts.fit(conversation, budget);

        assertThat(fitted.tokens())
            .isLessThanOrEqualTo(budget)
            .isEqualTo(prompts.of(fitted.conversation()).tokens().length);
      } catch (InferenceException failure) { // The system may have said too much.
        assertThat(failure.reason()).isEqualTo(Reason.CONTEXT_TOO_LONG);
      }
    }
  }

  private static String noise(Random random) {
    int[] points =
        random
            .ints(random.nextInt(3_000), 0, 8)
            .map(i -> "ab \n\n.\u00E9\u4E00".charAt(i))
            .toArray();
    return new String(points, 0, points.length);
  }

  private static List<Turn> talk(int rounds) {
    List<Turn> talk = new ArrayList<>(List.of(SYSTEM));
    for (int i = 0; i < rounds; i++) {
      talk.add(new Turn(Speaker.USER, "What is number " + i + " of the list?"));
      talk.add(new Turn(Speaker.ASSISTANT, "It is number " + i + "."));
    }
    talk.add(LAST);
    return talk;
  }
}
