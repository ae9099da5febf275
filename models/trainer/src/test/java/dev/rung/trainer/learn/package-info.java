@NullMarked
package dev.rung.trainer.learn;

import org.jspecify.annotations.NullMarked;
