/**
 * Writes the example file of tasks: 1,000 requests drawn with one seed from patterns of our own.
 *
 * <p>Threads: one.
 */
@NullMarked
package dev.rung.bench.tasks;

import org.jspecify.annotations.NullMarked;
