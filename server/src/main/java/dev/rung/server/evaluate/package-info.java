/**
 * How well templates, rules and the trained classifier find the tier of prompts whose tier is
 * known.
 *
 * <p>Threads: one. Must not import {@code engine}, {@code provider}, {@code rpc}, {@code config} or
 * {@code app}.
 */
@NullMarked
package dev.rung.server.evaluate;

import org.jspecify.annotations.NullMarked;
