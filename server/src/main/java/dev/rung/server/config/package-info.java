/**
 * The configuration as records, and the only reader of environment and settings files.
 *
 * <p>A file becomes a tree of {@link dev.rung.server.config.Node}s, whatever its syntax; each
 * record reads its own table from it, so that every rule exists once. Environment is handed in as a
 * map. Threads: safe everywhere once read. Must not import any package that acts.
 */
@NullMarked
package dev.rung.server.config;

import org.jspecify.annotations.NullMarked;
