/**
 * Which models may serve a request, in which order, and why the others may not: pure functions over
 * an immutable {@link Fleet}.
 *
 * <p>Threads: safe everywhere; nothing blocks. Must not import {@code engine}, {@code rpc} or
 * anything that does I/O.
 */
@NullMarked
package dev.rung.server.select;

import org.jspecify.annotations.NullMarked;
