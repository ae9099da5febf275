/**
 * One {@link RequestRecord} per request, and everybody who is told of it.
 *
 * <p>Threads: recorders are called on the thread of the request, must not block it and must not
 * throw. Must not import {@code engine} or {@code rpc}.
 */
@NullMarked
package dev.rung.server.record;

import org.jspecify.annotations.NullMarked;
