/**
 * Many requests in one call: their turn, their share of the daemon, and the money of all of them
 * together. Each goes the way of a single call.
 *
 * <p>Takes no decision about a request and knows no protocol; must not import {@code rpc}, {@code
 * http}, {@code config} or {@code app}. Threads: one virtual thread per batch, and for each item
 * that waits for a model the one that a single call has.
 */
@NullMarked
package dev.rung.server.batch;

import org.jspecify.annotations.NullMarked;
