package dev.rung.server.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What may end up in a log or a message by mistake shows no text of a request. */
class RedactionTest {
  private static final String TEXT = "my secret diary";
  private static final RequestId ID = new RequestId("r1");

  @Test
  void aRequestShowsItsIdOnly() {
    GenerateRequest request =
        new GenerateRequest(
            ID,
            Caller.ANONYMOUS,
            Prompt.ofUser(TEXT),
            Sampling.DEFAULT,
            Limits.NONE,
            Hints.NONE,
            Deadline.after(Duration.ofSeconds(1), () -> 0));

    assertThat(request).hasToString("GenerateRequest[r1]");
  }

  @Test
  void anAnswerShowsItsIdOnly() {
    Decision decision =
        new Decision(
            Tier.TINY,
            Optional.empty(),
            Optional.empty(),
            false,
            0,
            1,
            List.of(),
            OptionalDouble.empty(),
            false,
            List.of(),
            Strategy.BALANCED,
            BudgetMode.NONE,
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            List.of(),
            "");
    Answer answer =
        new Answer(
            ID,
            TEXT,
            List.of(),
            Optional.empty(),
            Tier.TINY,
            "a-provider",
            FinishReason.STOP,
            Usage.NONE,
            Money.ZERO,
            Duration.ZERO,
            Optional.empty(),
            Optional.empty(),
            decision);

    assertThat(answer).hasToString("Answer[r1]");
  }
}
