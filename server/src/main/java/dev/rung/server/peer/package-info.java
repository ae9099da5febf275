/**
 * Who is at the other end of a connection, as far as its address tells, and how many connections
 * one such may have.
 *
 * <p>Threads: everything is safe for several, and nothing waits.
 *
 * <p>Knows the JDK only.
 */
@NullMarked
package dev.rung.server.peer;

import org.jspecify.annotations.NullMarked;
