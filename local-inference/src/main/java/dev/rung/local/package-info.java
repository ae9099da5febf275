/** Runs a local language model in this process. */
@NullMarked
package dev.rung.local;

import org.jspecify.annotations.NullMarked;
