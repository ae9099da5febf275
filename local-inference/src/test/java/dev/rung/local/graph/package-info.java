/** Graphs that ONNX Runtime executes, and how their weights are packed. */
@NullMarked
package dev.rung.local.graph;

import org.jspecify.annotations.NullMarked;
