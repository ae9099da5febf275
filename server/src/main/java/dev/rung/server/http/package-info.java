/**
 * The HTTP side: who may ask, paths, and the faces behind them ({@code openai}, {@code metrics}),
 * over the same engine and the same workers as gRPC.
 *
 * <p>Takes no decision. Threads: what cannot block is answered on the event loop, everything else
 * on a virtual thread. Must not import {@code rpc}, {@code config} or {@code app}.
 */
@NullMarked
package dev.rung.server.http;

import org.jspecify.annotations.NullMarked;
