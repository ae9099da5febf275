package dev.rung.server.app.cli;

import static dev.rung.server.app.cli.Table.Column.number;
import static dev.rung.server.app.cli.Table.Column.text;

import dev.rung.classifier.serve.Explanation;
import dev.rung.classifier.serve.Explanation.Part;
import dev.rung.server.evaluate.Prediction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what the trained classifier goes by in a prompt; needs no daemon. */
@Command(
    name = "explain",
    description = {
      "Shows the features that speak most for and against each tier.",
      "Each is left out alone: its effect is by how much the logarithm of the tier's probability"
          + " falls."
    })
final class ClassifierExplainCommand implements Callable<Integer> {
  private final Session session;
  private final RungCommand rung;

  @Parameters(
      arity = "1..*",
      paramLabel = "PROMPT",
      description = "The prompt; - reads it from standard input.")
  private List<String> words = List.of();

  @Option(
      names = "--features",
      paramLabel = "N",
      defaultValue = "8",
      description = "How many features of each tier (default: ${DEFAULT-VALUE}).")
  private int features;

  ClassifierExplainCommand(Session session, RungCommand rung) {
    this.session = session;
    this.rung = rung;
  }

  @Override
  public Integer call() throws UsageException, IOException {
    if (features < 1) {
      throw new UsageException("--features must be 1 or more, not " + features);
    }
    String prompt =
        words.equals(List.of("-"))
            ? new String(session.terminal().in().readAllBytes(), StandardCharsets.UTF_8)
            : String.join(" ", words);
    try (Rehearsal rehearsal = session.rehearsal(rung.config())) {
      Prediction decided = rehearsal.predictor().predict(prompt);
      String report = report(decided, rehearsal.explanation(prompt));
      session.terminal().println(session.terminal().shielded(report));
      return ExitCode.DONE;
    }
  }

  private String report(Prediction decided, Explanation explanation) {
    List<String> blocks = new ArrayList<>();
    blocks.add(
        "served by %s: %s, confidence %s"
            .formatted(
                decided.tier().label(), decided.rule(), Show.fixed(decided.confidence(), 2)));
    List<Double> probabilities = explanation.verdict().probabilities();
    for (int tier = 0; tier < probabilities.size(); tier++) {
      Table table =
          new Table(
              text("TIER %d, %s".formatted(tier, Show.fixed(probabilities.get(tier), 3))),
              number("EFFECT"));
      for (Part part : explanation.largest(tier, features)) {
        table.row(part.name(), String.format(Locale.ROOT, "%+.3f", part.effects().get(tier)));
      }
      blocks.add(table.toString());
    }
    return String.join("\n\n", blocks);
  }
}
