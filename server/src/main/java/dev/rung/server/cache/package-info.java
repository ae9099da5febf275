/**
 * Answers that were given before, and the key they are found by.
 *
 * <p>Threads: safe everywhere. Must not import {@code engine}, {@code provider} or {@code rpc}.
 */
@NullMarked
package dev.rung.server.cache;

import org.jspecify.annotations.NullMarked;
