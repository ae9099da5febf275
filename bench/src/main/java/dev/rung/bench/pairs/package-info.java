/**
 * Writes the pairs of questions that the cache is tested with, drawn with one seed from sentences
 * of our own.
 *
 * <p>Threads: one.
 */
@NullMarked
package dev.rung.bench.pairs;

import org.jspecify.annotations.NullMarked;
