/**
 * Which tensors of a checkpoint a model is made of, and how they come into memory: checked, read in
 * portions of their rows, and packed portion by portion.
 *
 * <p>Knows names and shapes of each architecture and nothing of how it computes. Memory is counted
 * in bytes of this process. Threads: nothing here has any.
 */
@NullMarked
package dev.rung.local.weights;

import org.jspecify.annotations.NullMarked;
