/**
 * Prompts whose tier is known, and verdicts on answers, as files have them: for training and for
 * measuring.
 *
 * <p>Nothing here is used while the daemon serves.
 */
@NullMarked
package dev.rung.classifier.labels;

import org.jspecify.annotations.NullMarked;
