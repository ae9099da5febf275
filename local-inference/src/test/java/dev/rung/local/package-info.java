/** The face of local models. */
@NullMarked
package dev.rung.local;

import org.jspecify.annotations.NullMarked;
