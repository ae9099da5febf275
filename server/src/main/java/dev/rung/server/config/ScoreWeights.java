package dev.rung.server.config;

/**
 * The table [classify.weights]: how much each feature counts towards the score of a task. Only
 * their proportion matters; one of length, scope, action and breadth is above 0.
 *
 * @param length words of the instruction
 * @param codeLines lines of code
 * @param codeBranches cyclomatic complexity of the code
 * @param scope what is to be made or changed
 * @param action what is to be done to it
 * @param breadth requirements, questions, entities and documents
 */
public record ScoreWeights(
    double length,
    double codeLines,
    double codeBranches,
    double scope,
    double action,
    double breadth) {
  private static final Format<Double> WEIGHT = Format.number(0, 1);

  public static final ScoreWeights DEFAULT = new ScoreWeights(0.15, 0.15, 0.1, 0.25, 0.25, 0.1);

  public ScoreWeights {
    WEIGHT.check("length", length);
    WEIGHT.check("code_lines", codeLines);
    WEIGHT.check("code_branches", codeBranches);
    WEIGHT.check("scope", scope);
    WEIGHT.check("action", action);
    WEIGHT.check("breadth", breadth);
    if (length + scope + action + breadth <= 0) {
      throw new IllegalArgumentException("length, scope, action and breadth must not all be 0");
    }
  }

  static ScoreWeights read(Section section) {
    double length = section.get("length", WEIGHT, DEFAULT.length);
    double codeLines = section.get("code_lines", WEIGHT, DEFAULT.codeLines);
    double codeBranches = section.get("code_branches", WEIGHT, DEFAULT.codeBranches);
    double scope = section.get("scope", WEIGHT, DEFAULT.scope);
    double action = section.get("action", WEIGHT, DEFAULT.action);
    double breadth = section.get("breadth", WEIGHT, DEFAULT.breadth);
    if (length + scope + action + breadth <= 0) {
      section.problem("length", ", scope, action and breadth must not all be 0");
      return DEFAULT;
    }
    return new ScoreWeights(length, codeLines, codeBranches, scope, action, breadth);
  }
}
