/**
 * What Rung knows of models by itself: ids, aliases, prices, windows, usual tiers, as of a date.
 *
 * <p>Threads: immutable, safe everywhere. Must not import {@code config}, {@code discover} or
 * anything that acts.
 */
@NullMarked
package dev.rung.server.catalogue;

import org.jspecify.annotations.NullMarked;
