package dev.rung.server.config;

import dev.rung.classifier.Sense;
import dev.rung.classifier.WordChanges;
import dev.rung.server.generate.Complexity;
import dev.rung.server.generate.Tier;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The table [classify]: how hard a task is judged to be.
 *
 * @param thresholds where the score passes from one tier to the next
 * @param weights how much each feature counts towards the score
 * @param gridWeights the same for grid puzzles
 * @param words what the word list of a sense gets and loses
 * @param queryTypes how complex a query of this {@code task_type} is; beside the built-in ones
 * @param taskTypes the tier of a task of this {@code task_type}; beside the built-in ones
 * @param factualWords a factual question of so many words or fewer is simple
 * @param manyDocuments a query over so many context documents or more is complex
 * @param judge who finds the tier
 * @param model file of a trained classifier; absent: the one that comes with Rung
 * @param confidentFrom a classifier's verdict below this confidence goes up by one tier
 */
public record DifficultySettings(
    Thresholds thresholds,
    ScoreWeights weights,
    GridShares gridWeights,
    Map<Sense, WordChanges> words,
    Map<String, Complexity> queryTypes,
    Map<String, Tier> taskTypes,
    int factualWords,
    int manyDocuments,
    Judge judge,
    Optional<Path> model,
    double confidentFrom) {
  private static final Format<Double> SHARE = Format.number(0, 1);
  private static final Format<Integer> WORDS = Format.count(0, 10_000);
  private static final Format<Integer> DOCUMENTS = Format.count(1, 10_000);
  private static final Format<Complexity> COMPLEXITY =
      Format.oneOf(List.of(Complexity.values()), c -> c.name().toLowerCase(Locale.ROOT));
  private static final Format<Judge> JUDGE =
      Format.oneOf(List.of(Judge.values()), judge -> judge.name().toLowerCase(Locale.ROOT));
  private static final Format<Tier> TIER =
      Format.oneOf(
          List.of(Tier.TEMPLATE, Tier.TINY, Tier.SMALL, Tier.MEDIUM, Tier.LARGE),
          TierSettings::tableName);

  public static final DifficultySettings DEFAULT =
      new DifficultySettings(
          Thresholds.DEFAULT,
          ScoreWeights.DEFAULT,
          GridShares.DEFAULT,
          Map.of(),
          Map.of(),
          Map.of(),
          10,
          5,
          Judge.BOTH,
          Optional.empty(),
          0.7);

  public DifficultySettings {
    words = Map.copyOf(words);
    queryTypes = Map.copyOf(queryTypes);
    taskTypes = Map.copyOf(taskTypes);
    taskTypes.forEach((name, tier) -> {
      if (tier == Tier.LOCAL_FALLBACK) {
        throw new IllegalArgumentException("task_types." + name + " must be " + TIER.rule());
      }
    });
    WORDS.check("factual_words", factualWords);
    DOCUMENTS.check("many_documents", manyDocuments);
    SHARE.check("confident_from", confidentFrom);
  }

  static DifficultySettings read(Section section) {
    return new DifficultySettings(
        section.table("thresholds", Thresholds::read),
        section.table("weights", ScoreWeights::read),
        section.table("grid_weights", GridShares::read),
        section.table("words", WordSettings::read),
        section.named("query_types", COMPLEXITY),
        section.named("task_types", TIER),
        section.get("factual_words", WORDS, DEFAULT.factualWords),
        section.get("many_documents", DOCUMENTS, DEFAULT.manyDocuments),
        section.get("judge", JUDGE, DEFAULT.judge),
        section.find("model", Format.PATH).map(section.reading()::resolve),
        section.get("confident_from", SHARE, DEFAULT.confidentFrom));
  }

  /** Who finds a task's tier. */
  public enum Judge {
    /** Rules and the trained classifier together. */
    BOTH,
    RULES,
    MODEL
  }

  /**
   * The table [classify.thresholds], each the score from which the named tier begins; they rise.
   *
   * @param small tier 2
   * @param medium tier 3
   * @param large tier 4
   * @param breakthrough tier 4, marked as beyond the usual
   */
  public record Thresholds(double small, double medium, double large, double breakthrough) {
    public static final Thresholds DEFAULT = new Thresholds(0.3, 0.6, 0.85, 0.95);

    public Thresholds {
      if (!rise(small, medium, large, breakthrough)) {
        throw new IllegalArgumentException("thresholds must rise from above 0 to 1");
      }
    }

    private static boolean rise(double small, double medium, double large, double breakthrough) {
      boolean apart = 0 < small && small < medium && medium < large;
      return apart && large <= breakthrough && breakthrough <= 1;
    }

    static Thresholds read(Section section) {
      double small = section.get("small", SHARE, DEFAULT.small);
      double medium = section.get("medium", SHARE, DEFAULT.medium);
      double large = section.get("large", SHARE, DEFAULT.large);
      double breakthrough = section.get("breakthrough", SHARE, DEFAULT.breakthrough);
      if (!rise(small, medium, large, breakthrough)) {
        section.problem("small", ", medium, large and breakthrough must rise from above 0 to 1");
        return DEFAULT;
      }
      return new Thresholds(small, medium, large, breakthrough);
    }
  }
}
