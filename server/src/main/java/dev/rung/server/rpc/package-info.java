/**
 * The gRPC side: contract to domain and back, status mapping, deadline, cancellation, backpressure.
 *
 * <p>Takes no decision. Threads: what cannot block is answered on the event loop, everything else
 * on a virtual thread.
 */
@NullMarked
package dev.rung.server.rpc;

import org.jspecify.annotations.NullMarked;
