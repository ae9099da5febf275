@NullMarked
package dev.rung.trainer.task;

import org.jspecify.annotations.NullMarked;
