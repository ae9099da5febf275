/**
 * Runs the trained classifier: ONNX Runtime on the caller's own thread.
 *
 * <p>A model is safe for several threads. Nothing here turns to the network.
 */
@NullMarked
package dev.rung.classifier.serve;

import org.jspecify.annotations.NullMarked;
