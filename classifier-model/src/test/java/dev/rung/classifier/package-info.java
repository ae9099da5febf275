/** Tests of features and detectors. */
@NullMarked
package dev.rung.classifier;

import org.jspecify.annotations.NullMarked;
