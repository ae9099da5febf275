/**
 * The configuration as records, and the only reader of environment and settings files.
 *
 * <p>Threads: safe everywhere once read. Must not import any package that acts.
 */
@NullMarked
package dev.rung.server.config;

import org.jspecify.annotations.NullMarked;
