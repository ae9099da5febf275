package dev.rung.server.classify;

import dev.rung.server.generate.Grid;
import dev.rung.server.generate.Hints;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Signal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What the tests of this package say over and over. */
final class Judging {
  private static final Classifier RULES =
      new RuleClassifier(ClassifySettings.DEFAULT, Optional.empty());

  private Judging() {}

  static Classification judge(String prompt) {
    return judge(prompt, Hints.NONE);
  }

  static Classification judge(String prompt, Hints hints) {
    return RULES.classify(Prompt.ofUser(prompt.replace("\\n", "\n").replace("\\t", "\t")), hints);
  }

  /** The rule that decided, or "" where none fired. */
  static String decisive(Classification judged) {
    return judged.reason().startsWith("rule ")
        ? judged.reason().substring(5, judged.reason().indexOf(':'))
        : "";
  }

  static List<String> signals(Classification judged) {
    return judged.signals().stream().map(Signal::name).toList();
  }

  static Hints taskType(String type) {
    return hints(Optional.of(type), Map.of(), OptionalInt.empty(), List.of());
  }

  static Hints entities(Map<String, List<String>> entities) {
    return hints(Optional.empty(), entities, OptionalInt.empty(), List.of());
  }

  static Hints linesOfCode(int lines) {
    return hints(Optional.empty(), Map.of(), OptionalInt.of(lines), List.of());
  }

  static Hints grids(List<Grid> grids) {
    return hints(Optional.empty(), Map.of(), OptionalInt.empty(), grids);
  }

  static Hints documents(int count) {
    return new Hints(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Collections.nCopies(count, "a document"),
        OptionalInt.empty(),
        List.of());
  }

  static Hints hints(
      Optional<String> type,
      Map<String, List<String>> entities,
      OptionalInt lines,
      List<Grid> grids) {
    return new Hints(type, Optional.empty(), Optional.empty(), entities, List.of(), lines, grids);
  }
}
