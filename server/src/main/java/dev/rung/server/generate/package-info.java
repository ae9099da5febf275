/**
 * What a generation is: request, prompt, chunk, outcome, tier, usage, money and the decision behind
 * it.
 *
 * <p>Immutable values that every other package speaks in. Threads: safe everywhere. Imports the JDK
 * only.
 */
@NullMarked
package dev.rung.server.generate;

import org.jspecify.annotations.NullMarked;
