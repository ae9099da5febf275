/** Features and detectors that tell how hard a task is. */
@NullMarked
package dev.rung.classifier;

import org.jspecify.annotations.NullMarked;
