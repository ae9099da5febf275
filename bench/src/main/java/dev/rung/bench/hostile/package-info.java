/** What clients do to keep others from being served, and what it costs the daemon. */
@NullMarked
package dev.rung.bench.hostile;

import org.jspecify.annotations.NullMarked;
