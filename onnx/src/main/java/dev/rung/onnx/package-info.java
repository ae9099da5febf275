/**
 * Writes ONNX models: graphs of operators with their weights inside or in files beside them; reads
 * the weights of those that it wrote.
 *
 * <p>Source: {@code onnx.proto} of the ONNX project; numbers of fields are those of its messages.
 * Threads: an object is for one.
 */
@NullMarked
package dev.rung.onnx;

import org.jspecify.annotations.NullMarked;
