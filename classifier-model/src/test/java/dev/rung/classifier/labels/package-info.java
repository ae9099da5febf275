@NullMarked
package dev.rung.classifier.labels;

import org.jspecify.annotations.NullMarked;
