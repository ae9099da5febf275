/**
 * From logits to text: drawing tokens, ending answers, and sharing one model among many requests.
 *
 * <p>Knows a model only as a {@link dev.rung.local.decoding.Decoder}; what executes it lies behind
 * that. Threads: a decoder belongs to one thread at a time, the one that runs its decode loop.
 */
@NullMarked
package dev.rung.local.decoding;

import org.jspecify.annotations.NullMarked;
