/**
 * Learning of the shipped model: batches of examples, steps of gradient descent, the checkpoint.
 *
 * <p>Everything follows from seeds: the same program on the same machine with one thread of
 * libtorch gives the same weights. Threads: one.
 */
@NullMarked
package dev.rung.trainer.learn;

import org.jspecify.annotations.NullMarked;
