package dev.rung.server.classify;

/**
 * How much each feature counts towards the score. A feature that a task does not have (a task
 * without code has no lines) takes no part, and the others count for more.
 *
 * @param length words of the instruction
 * @param codeLines lines of code, given or hinted
 * @param codeBranches estimated cyclomatic complexity of the code
 * @param scope what is to be made or changed, from a comment to an architecture
 * @param action what is to be done to it, from laying it out to designing it
 * @param breadth requirements, questions, entities and documents
 */
public record Weights(
    double length,
    double codeLines,
    double codeBranches,
    double scope,
    double action,
    double breadth) {
  public static final Weights DEFAULT = new Weights(0.15, 0.15, 0.1, 0.25, 0.25, 0.1);

  public Weights {
    requireShare("length", length);
    requireShare("code_lines", codeLines);
    requireShare("code_branches", codeBranches);
    requireShare("scope", scope);
    requireShare("action", action);
    requireShare("breadth", breadth);
    if (length + scope + action + breadth <= 0) {
      throw new IllegalArgumentException(
          "one of the weights length, scope, action and breadth must be above 0");
    }
  }

  static void requireShare(String name, double weight) {
    if (!(weight >= 0 && weight <= 1)) {
      throw new IllegalArgumentException("weight " + name + " must be 0 to 1, not " + weight);
    }
  }
}
