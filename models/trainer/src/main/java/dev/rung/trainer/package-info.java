/** Makes the small model that is shipped, by one command. */
@NullMarked
package dev.rung.trainer;

import org.jspecify.annotations.NullMarked;
