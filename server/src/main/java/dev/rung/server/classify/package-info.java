/**
 * How hard a task is: rules first, a classifier where they abstain, and the bump when it is unsure.
 *
 * <p>Threads: safe everywhere; nothing blocks. Features come from {@code classifier-model}. Must
 * not import {@code select}, {@code engine} or {@code provider}.
 */
@NullMarked
package dev.rung.server.classify;

import org.jspecify.annotations.NullMarked;
