/** Checkpoints that are right, and every way in which one can be wrong. */
@NullMarked
package dev.rung.local.checkpoint;

import org.jspecify.annotations.NullMarked;
