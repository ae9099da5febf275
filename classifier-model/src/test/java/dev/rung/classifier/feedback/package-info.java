@NullMarked
package dev.rung.classifier.feedback;

import org.jspecify.annotations.NullMarked;
