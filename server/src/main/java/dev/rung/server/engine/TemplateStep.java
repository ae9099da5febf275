package dev.rung.server.engine;

import dev.rung.server.generate.Answer;
import dev.rung.server.generate.BudgetMode;
import dev.rung.server.generate.Decision;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Limits;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Signal;
import dev.rung.server.generate.Strategy;
import dev.rung.server.generate.Tier;
import dev.rung.server.generate.Usage;
import dev.rung.server.template.TemplateAnswer;
import dev.rung.server.template.Templates;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/** Step 1 of the path: answers without a model what a template covers. Never blocks. */
final class TemplateStep {
  private static final String PROVIDER = "template";

  private final Templates templates;
  private final boolean enabled;
  private final Strategy strategy;
  private final LongSupplier nanoTime;

  TemplateStep(Rooms rooms, EngineSettings settings) {
    this.templates = rooms.templates();
    this.enabled = settings.templates() && settings.routingEnabled();
    this.strategy = settings.strategy();
    this.nanoTime = rooms.nanoTime();
  }

  Optional<Answer> answer(GenerateRequest request, long start) {
    return match(request).map(hit -> answer(request, hit, start));
  }

  Optional<Decision> decision(GenerateRequest request) {
    return match(request).map(hit -> decision(request, hit));
  }

  private Optional<TemplateAnswer> match(GenerateRequest request) {
    return mayAnswer(request) ? templates.answer(request.prompt().instruction()) : Optional.empty();
  }

  private boolean mayAnswer(GenerateRequest request) {
    Limits limits = request.limits();
    return enabled
        && limits.templates()
        && limits.model().isEmpty()
        && (limits.minTier().isEmpty() || limits.minTier().get() == Tier.TEMPLATE)
        && request.hints().contextDocuments().isEmpty()
        && request.prompt().isSinglePlainTurn();
  }

  private Answer answer(GenerateRequest request, TemplateAnswer hit, long start) {
    Duration latency = Duration.ofNanos(nanoTime.getAsLong() - start);
    return new Answer(
        request.id(),
        hit.text(),
        List.of(),
        Optional.empty(),
        Tier.TEMPLATE,
        PROVIDER,
        FinishReason.STOP,
        Usage.NONE,
        Money.ZERO,
        latency,
        Optional.of(latency),
        Optional.empty(),
        decision(request, hit));
  }

  private Decision decision(GenerateRequest request, TemplateAnswer hit) {
    return new Decision(
        Tier.TEMPLATE,
        Optional.of(Tier.TEMPLATE),
        Optional.empty(),
        false,
        0,
        1,
        List.of(),
        OptionalDouble.empty(),
        false,
        List.of(new Signal("template:" + hit.template(), 1, "covers the whole request")),
        request.limits().strategy().orElse(strategy),
        BudgetMode.NONE,
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        "template " + hit.template() + " covers the whole request");
  }
}
