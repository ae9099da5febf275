/**
 * What the wire dialects share: one blocking HTTP client, readers for server-sent events, lines and
 * JSON, and the table that turns a provider's errors into failures. The hub that checkpoints come
 * from is asked through the same client.
 *
 * <p>Threads: a call blocks the thread that makes it, which should be a virtual one; one watchdog
 * thread ends what takes too long. The only package that imports an HTTP client, together with the
 * JSON library. Knows no provider's paths or messages.
 */
@NullMarked
package dev.rung.server.provider.remote.wire;

import org.jspecify.annotations.NullMarked;
