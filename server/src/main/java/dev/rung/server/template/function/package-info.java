/**
 * What a template may compute: pure functions from the groups of a pattern to a short answer.
 *
 * <p>Knows no pattern, file or prompt. Deterministic but for clock and randomness, which are
 * injected. Threads: safe everywhere; nothing blocks. Must not import any other package of the
 * server.
 */
@NullMarked
package dev.rung.server.template.function;

import org.jspecify.annotations.NullMarked;
