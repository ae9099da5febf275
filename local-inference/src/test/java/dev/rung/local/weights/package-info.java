@NullMarked
package dev.rung.local.weights;

import org.jspecify.annotations.NullMarked;
