/**
 * Small text tasks that a rule can make and mark: what the shipped model learns and is measured on.
 *
 * <p>Everything is drawn from a seed: the same seed gives the same examples on every machine.
 * Threads: a {@link dev.rung.trainer.task.Draw} belongs to one thread; tasks have no state.
 */
@NullMarked
package dev.rung.trainer.task;

import org.jspecify.annotations.NullMarked;
