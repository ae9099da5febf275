/**
 * Calls in flight, whatever protocol brought them: their ids, the threads that work for them, how
 * they are stopped and drained, what may be wrong with them, and their way to the engine and back.
 *
 * <p>Takes no decision and knows no protocol; must not import {@code rpc}, {@code http}, {@code
 * config} or {@code app}.
 */
@NullMarked
package dev.rung.server.call;

import org.jspecify.annotations.NullMarked;
