/**
 * Puts a model together from a checkpoint: the only package that knows all the others.
 *
 * <p>Threads: loading takes some threads for seconds to minutes; what comes out is safe for any
 * number.
 */
@NullMarked
package dev.rung.local.runtime;

import org.jspecify.annotations.NullMarked;
