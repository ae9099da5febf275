package dev.rung.classifier;

import java.util.Optional;

/**
 * What the code in a prompt tells, fenced or recognised by its shape.
 *
 * @param lines that are not blank; of a long text estimated from the sample
 * @param functions definitions of functions and methods
 * @param classes definitions of types
 * @param branches words and operators at which control flow parts
 * @param tables whether tables of a database are given
 * @param stackTrace whether there are frames of a stack trace
 */
public record CodeFeatures(
    int lines,
    int functions,
    int classes,
    int branches,
    Optional<CodeLanguage> language,
    boolean tables,
    boolean stackTrace) {

  public boolean present() {
    return lines > 0;
  }

  /** McCabe's number, estimated: one path per function and one more per branch; 0 without code. */
  public int cyclomaticComplexity() {
    return present() ? Math.max(1, functions) + branches : 0;
  }
}
