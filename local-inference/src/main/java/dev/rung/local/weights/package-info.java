/**
 * Which tensors of a checkpoint a model is made of, and how they come into memory: mapped, checked,
 * converted one by one into memory of this process, and the map dropped.
 *
 * <p>Knows names and shapes of each architecture and nothing of how it computes. Memory is counted
 * in bytes of this process; mapped files do not count. Threads: nothing here has any.
 */
@NullMarked
package dev.rung.local.weights;

import org.jspecify.annotations.NullMarked;
