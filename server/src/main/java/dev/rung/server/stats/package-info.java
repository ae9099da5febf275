/**
 * The figures behind the Stats call.
 *
 * <p>Threads: safe everywhere; recording is cheap and never waits on a reader. Must not import
 * {@code engine} or {@code rpc}.
 */
@NullMarked
package dev.rung.server.stats;

import org.jspecify.annotations.NullMarked;
