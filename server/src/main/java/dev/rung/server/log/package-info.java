/**
 * How log events look and where they go: one line each on standard error, as text or as JSON.
 *
 * <p>Found by logback itself and named by nobody else. Whatever a message, value or stack trace
 * holds, it cannot begin a line of its own or pass for another value. Threads: safe everywhere.
 * Must not import any other package of the daemon.
 */
@NullMarked
package dev.rung.server.log;

import org.jspecify.annotations.NullMarked;
