/** Programs against the outputs of the original modelling code. */
@NullMarked
package dev.rung.local.program;

import org.jspecify.annotations.NullMarked;
