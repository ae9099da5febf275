@NullMarked
package dev.rung.classifier.serve;

import org.jspecify.annotations.NullMarked;
