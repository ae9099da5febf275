package dev.rung.server.select;

import dev.rung.server.classify.Classification;
import dev.rung.server.generate.Caller;
import dev.rung.server.generate.Deadline;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Hints;
import dev.rung.server.generate.Limits;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.RequestId;
import dev.rung.server.generate.Sampling;
import dev.rung.server.generate.Tier;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Builds requests and classifications for tests. */
public final class Requests {
  /** Many tests share one request from the loading of their class on. */
  private static final Duration LONG = Duration.ofMinutes(10);

  private Requests() {}

  public static GenerateRequest of(String prompt) {
    return of(Prompt.ofUser(prompt), Limits.NONE);
  }

  public static GenerateRequest of(String prompt, Limits limits) {
    return of(Prompt.ofUser(prompt), limits);
  }

  public static GenerateRequest of(Prompt prompt, Limits limits) {
    return new GenerateRequest(
        new RequestId("r1"),
        Caller.ANONYMOUS,
        prompt,
        Sampling.DEFAULT,
        limits,
        Hints.NONE,
        Deadline.after(LONG, System::nanoTime));
  }

  /** The same, asked by another. */
  public static GenerateRequest by(Caller caller, GenerateRequest request) {
    return new GenerateRequest(
        request.id(),
        caller,
        request.prompt(),
        request.sampling(),
        request.limits(),
        request.hints(),
        request.deadline());
  }

  public static GenerateRequest withMaxTokens(GenerateRequest request, int maxTokens) {
    Sampling sampling =
        new Sampling(
            OptionalInt.of(maxTokens),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalLong.empty(),
            List.of());
    return withSampling(request, sampling);
  }

  public static GenerateRequest withSampling(GenerateRequest request, Sampling sampling) {
    return new GenerateRequest(
        request.id(),
        request.caller(),
        request.prompt(),
        sampling,
        request.limits(),
        request.hints(),
        request.deadline());
  }

  public static GenerateRequest withDeadline(GenerateRequest request, Deadline deadline) {
    return new GenerateRequest(
        request.id(),
        request.caller(),
        request.prompt(),
        request.sampling(),
        request.limits(),
        request.hints(),
        deadline);
  }

  public static GenerateRequest withHints(GenerateRequest request, Hints hints) {
    return new GenerateRequest(
        request.id(),
        request.caller(),
        request.prompt(),
        request.sampling(),
        request.limits(),
        hints,
        request.deadline());
  }

  public static GenerateRequest withId(GenerateRequest request, String id) {
    return new GenerateRequest(
        new RequestId(id),
        request.caller(),
        request.prompt(),
        request.sampling(),
        request.limits(),
        request.hints(),
        request.deadline());
  }

  /** Hints that hold these context documents and nothing else. */
  public static Hints documents(String... documents) {
    return new Hints(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        List.of(documents),
        OptionalInt.empty(),
        List.of());
  }

  /** A task of this tier, with this gain from a stronger model. */
  public static Classification classified(Tier tier, double gain) {
    return new Classification(
        tier, 0.5, 0.8, List.of(), OptionalDouble.of(gain), false, false, List.of(), "as scripted");
  }

  public static Classification classified(Tier tier) {
    return new Classification(
        tier, 0.5, 0.8, List.of(), OptionalDouble.empty(), false, false, List.of(), "as scripted");
  }
}
