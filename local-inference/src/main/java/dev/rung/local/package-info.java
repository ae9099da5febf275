/**
 * Runs a language model in this process: the face that callers program against.
 *
 * <p>Knows nothing of tiers, money or RPC. Threads: a {@link dev.rung.local.LocalModel} takes any
 * number of callers and does its work on threads of its own.
 */
@NullMarked
package dev.rung.local;

import org.jspecify.annotations.NullMarked;
