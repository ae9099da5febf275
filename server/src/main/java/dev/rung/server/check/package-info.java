/**
 * Whether an answer is what the request asked for: JSON that follows its schema.
 *
 * <p>Threads: everything is stateless or used by one thread. Nothing is fetched, and no schema or
 * answer takes more than a bounded number of steps. Must not import {@code engine}, {@code
 * provider} or {@code rpc}.
 */
@NullMarked
package dev.rung.server.check;

import org.jspecify.annotations.NullMarked;
