/** Benchmarks; never shipped. */
@NullMarked
package dev.rung.bench;

import org.jspecify.annotations.NullMarked;
