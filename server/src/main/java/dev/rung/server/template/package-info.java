/**
 * Tier 0: answers that need no model.
 *
 * <p>Precision before recall: a request is answered only when one template covers the whole of it.
 * Deterministic but for clock and randomness, which are injected. Threads: safe everywhere; nothing
 * blocks but loading, which reads files. Must not import {@code provider}, {@code select} or {@code
 * engine}.
 */
@NullMarked
package dev.rung.server.template;

import org.jspecify.annotations.NullMarked;
