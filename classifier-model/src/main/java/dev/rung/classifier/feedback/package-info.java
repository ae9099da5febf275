/**
 * Moves a trained classifier towards what people found of answers, without its training data.
 *
 * <p>The model's own matrices stay as they are; beside them comes a small correction of its tiers
 * by the words of a prompt. Nothing here is used while the daemon serves. Threads: one.
 */
@NullMarked
package dev.rung.classifier.feedback;

import org.jspecify.annotations.NullMarked;
