/**
 * The vocabulary of the shipped model: learned from its tasks, written as a tokenizer.json.
 *
 * <p>Threads: learning is one call on one thread; its result is immutable.
 */
@NullMarked
package dev.rung.trainer.tokens;

import org.jspecify.annotations.NullMarked;
