/**
 * The classifier's ONNX file: its matrices and what it says of itself, written and read.
 *
 * <p>Not used while the daemon serves. Threads: an object is for one.
 */
@NullMarked
package dev.rung.classifier.file;

import org.jspecify.annotations.NullMarked;
