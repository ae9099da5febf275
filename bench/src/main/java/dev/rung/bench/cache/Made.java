package dev.rung.bench.cache;

import dev.rung.server.generate.Answer;
import dev.rung.server.generate.BudgetMode;
import dev.rung.server.generate.Caller;
import dev.rung.server.generate.Deadline;
import dev.rung.server.generate.Decision;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Hints;
import dev.rung.server.generate.Limits;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.RequestId;
import dev.rung.server.generate.Sampling;
import dev.rung.server.generate.Strategy;
import dev.rung.server.generate.Tier;
import dev.rung.server.generate.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Requests and answers that were made up. */
final class Made {
  private static final Decision DECISION =
      new Decision(
          Tier.SMALL,
          Optional.of(Tier.SMALL),
          Optional.of("model"),
          false,
          0,
          0,
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
          "made up");

  private Made() {}

  static GenerateRequest request(String prompt) {
    return new GenerateRequest(
        new RequestId("bench"),
        Caller.ANONYMOUS,
        Prompt.ofUser(prompt),
        Sampling.DEFAULT,
        Limits.NONE,
        Hints.NONE,
        Deadline.after(Duration.ofHours(1), System::nanoTime));
  }

  /** Of so many characters, each a byte. */
  static Answer answer(String id, int characters, Money cost, Duration latency) {
    return new Answer(
        new RequestId(id),
        "a".repeat(characters),
        List.of(),
        Optional.of("model"),
        Tier.SMALL,
        "provider",
        FinishReason.STOP,
        Usage.NONE,
        cost,
        latency,
        Optional.empty(),
        Optional.empty(),
        DECISION);
  }
}
