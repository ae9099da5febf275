/**
 * Makes the difficulty classifier: reads labelled prompts, trains, calibrates, and writes one ONNX
 * file. Not used while the daemon serves.
 *
 * <p>Everything is drawn from one seed, so that the same input gives the same file. Threads: one.
 */
@NullMarked
package dev.rung.classifier.train;

import org.jspecify.annotations.NullMarked;
