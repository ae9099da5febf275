package dev.rung.server.provider.remote;

import dev.rung.server.generate.Deadline;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Sampling;
import dev.rung.server.generate.Tier;
import dev.rung.server.provider.ApiKey;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.KeySet;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.provider.ProviderSettings;
import dev.rung.server.provider.Reach;
import dev.rung.server.provider.Secret;
import dev.rung.server.provider.Timeouts;
import dev.rung.server.scripted.ScriptedProvider;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/** Calls and settings for tests. */
public final class Calls {
  public static final Duration LONG = Duration.ofMinutes(5);
  public static final String KEY = "sk-test-0123456789abcdef";

  private Calls() {}

  public static ProviderSettings settings(ProviderKind kind, URI baseUrl) {
    return settings(kind, baseUrl, new Timeouts(LONG, LONG, LONG), 1 << 20);
  }

  /** For one that stands in for this kind. */
  public static ProviderSettings settings(ProviderKind kind, ScriptedProvider server) {
    URI base =
        switch (kind) {
          case ANTHROPIC, GEMINI, OLLAMA -> server.rootUrl();
          default -> server.baseUrl();
        };
    return settings(kind, base);
  }

  public static ProviderSettings settings(
      ProviderKind kind, URI baseUrl, Timeouts timeouts, long maxResponseBytes) {
    return new ProviderSettings(
        kind.label(),
        kind,
        baseUrl,
        KeySet.of(ApiKey.ofVariable("TEST_API_KEY", new Secret(KEY))),
        timeouts,
        maxResponseBytes);
  }

  public static Model model(String id) {
    return new Model(
        "model",
        Tier.SMALL,
        "provider",
        id,
        Optional.empty(),
        32768,
        4096,
        Set.of(),
        List.of(),
        Duration.ofSeconds(1),
        0.5,
        Reach.LOOPBACK,
        false,
        "test");
  }

  public static Call unary(String prompt) {
    return call(Prompt.ofUser(prompt), Sampling.DEFAULT, false);
  }

  public static Call streaming(String prompt) {
    return call(Prompt.ofUser(prompt), Sampling.DEFAULT, true);
  }

  public static Call call(Prompt prompt, Sampling sampling, boolean stream) {
    Deadline deadline = Deadline.after(LONG, System::nanoTime);
    return new Call(model("test-model"), prompt, sampling, 64, stream, deadline, deadline)
        .with(settings(ProviderKind.OPENAI, URI.create("http://127.0.0.1")).keys().first());
  }

  /** The same for another model id. */
  public static Call to(String modelId, Call call) {
    return new Call(
            model(modelId),
            call.prompt(),
            call.sampling(),
            call.maxTokens(),
            call.stream(),
            call.firstOutput(),
            call.deadline())
        .with(call.key());
  }

  /** The same with room for so many tokens. */
  public static Call of(int maxTokens, Call call) {
    return new Call(
            call.model(),
            call.prompt(),
            call.sampling(),
            maxTokens,
            call.stream(),
            call.firstOutput(),
            call.deadline())
        .with(call.key());
  }

  /** The same with another deadline, so long from now. */
  public static Call within(Duration limit, LongSupplier clock, Call call) {
    Deadline deadline = Deadline.after(limit, clock);
    return by(deadline, deadline, call);
  }

  /** The same with less time until its first output. */
  public static Call beginningWithin(Duration limit, LongSupplier clock, Call call) {
    return by(Deadline.after(limit, clock), call.deadline(), call);
  }

  private static Call by(Deadline firstOutput, Deadline deadline, Call call) {
    return new Call(
            call.model(),
            call.prompt(),
            call.sampling(),
            call.maxTokens(),
            call.stream(),
            firstOutput,
            deadline)
        .with(call.key());
  }
}
