@NullMarked
package dev.rung.trainer.tokens;

import org.jspecify.annotations.NullMarked;
