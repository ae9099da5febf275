/**
 * Executes attention models on the CPU as one ONNX graph that ONNX Runtime runs: what reads whole
 * weights for a few rows is fastest with weights of four bits, and ONNX Runtime has the kernels for
 * them.
 *
 * <p>Nothing is converted by hand: graph and packed weights are made from the checkpoint, and the
 * weights are kept beside it for the next start. Threads: as {@link
 * dev.rung.local.decoding.Decoder} says; packing uses as many threads as a step.
 */
@NullMarked
package dev.rung.local.graph;

import org.jspecify.annotations.NullMarked;
