/**
 * Executes models with libtorch: the text of a program for each architecture (TorchScript, in the
 * resources of this package), the archive around it, and a {@link dev.rung.local.decoding.Decoder}
 * that runs its steps.
 *
 * <p>A step is one call into native code, whatever the number of layers and sequences. Weights and
 * the memories of sequences live inside the program's object; Java holds numbers that name them.
 * Threads: a decoder and all of its sequences belong to one thread at a time.
 */
@NullMarked
package dev.rung.local.program;

import org.jspecify.annotations.NullMarked;
