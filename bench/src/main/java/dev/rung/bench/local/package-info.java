/**
 * Benchmarks of models in this process: speed and memory beside llama.cpp, what guessing from the
 * prompt saves, and a soak.
 *
 * <p>What is measured runs in processes of its own, one at a time, so that each has the machine for
 * itself. Threads: nothing here is for several.
 */
@NullMarked
package dev.rung.bench.local;

import org.jspecify.annotations.NullMarked;
