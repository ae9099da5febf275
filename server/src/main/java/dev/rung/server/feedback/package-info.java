/**
 * What callers say of answers, joined to who gave them and why; and how good each model is by it.
 *
 * <p>Keeps no text of prompt or answer. Threads: safe everywhere; recording never waits. Must not
 * import {@code engine}, {@code rpc}, {@code http}, {@code call}, {@code config} or {@code app}.
 */
@NullMarked
package dev.rung.server.feedback;

import org.jspecify.annotations.NullMarked;
