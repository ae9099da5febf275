/**
 * Makes checkpoints of any size with random weights: what a model computes takes the same time
 * whatever its weights are.
 *
 * <p>They are not quite nonsense: the token that follows another is fixed ({@link
 * dev.rung.bench.checkpoint.Succession}), so that such a model copies what it was made to copy.
 * Files are streamed; memory does not grow with them. Threads: nothing here has any.
 */
@NullMarked
package dev.rung.bench.checkpoint;

import org.jspecify.annotations.NullMarked;
