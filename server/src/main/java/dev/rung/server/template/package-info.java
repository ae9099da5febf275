/**
 * Tier 0: answers that need no model.
 *
 * <p>Deterministic but for clock and randomness, which are injected. Threads: safe everywhere;
 * nothing blocks. Must not import {@code provider}, {@code select} or {@code engine}.
 */
@NullMarked
package dev.rung.server.template;

import org.jspecify.annotations.NullMarked;
