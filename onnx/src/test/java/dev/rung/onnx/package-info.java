@NullMarked
package dev.rung.onnx;

import org.jspecify.annotations.NullMarked;
