@NullMarked
package dev.rung.classifier.train;

import org.jspecify.annotations.NullMarked;
