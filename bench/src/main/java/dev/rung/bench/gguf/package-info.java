/**
 * Writes made models in llama.cpp's file format, so that it computes the same weights.
 *
 * <p>Source: {@code docs/gguf.md} of ggml, and the block formats in {@code ggml-common.h}. Threads:
 * nothing here has any.
 */
@NullMarked
package dev.rung.bench.gguf;

import org.jspecify.annotations.NullMarked;
