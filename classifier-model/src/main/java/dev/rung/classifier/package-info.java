/**
 * Features and detectors that tell how hard a task is.
 *
 * <p>One pass over a bounded sample of the text; words are looked up whole in a hash table, so that
 * "information" is never taken for "format". Values are immutable and hold no text of the prompt.
 * Threads: safe everywhere; nothing blocks. Imports the JDK only.
 */
@NullMarked
package dev.rung.classifier;

import org.jspecify.annotations.NullMarked;
