package dev.rung.server.classify;

import dev.rung.classifier.Sense;
import dev.rung.server.generate.Tier;
import java.util.List;

/** Rules about what needs the ablest model: design, invention, strategy. */
final class DesignRules {
  private DesignRules() {}

  static List<Rule> list() {
    return List.of(
        Rule.of(
            "api_design",
            Tier.LARGE,
            Evidence.WORDS,
            "an interface for others is to be designed",
            task -> Asks.designs(task) && task.text().wants(Sense.API)),
        Rule.of(
            "architecture",
            Tier.LARGE,
            Evidence.WORDS,
            "the structure of something large is to be designed",
            Asks::designs),
        Rule.of(
            "strategy",
            Tier.LARGE,
            Evidence.WORDS,
            "a strategy is to be worked out",
            task ->
                task.text().wants(Sense.STRATEGY)
                    && task.text().action().isPresent()
                    && !Asks.isQuestion(task)),
        Rule.of(
            "creativity",
            Tier.LARGE,
            Evidence.WORDS,
            "something is to be invented",
            Asks::invents));
  }
}
