/**
 * Measures the cache of answers: how long a look-up takes, and what its order of eviction saves on
 * a replayed trace.
 *
 * <p>Threads: one.
 */
@NullMarked
package dev.rung.bench.cache;

import org.jspecify.annotations.NullMarked;
