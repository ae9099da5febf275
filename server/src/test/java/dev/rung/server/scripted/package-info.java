/**
 * A provider that does what a test tells it to, over real sockets on loopback: answers, streams,
 * stalls, lies and hangs up.
 *
 * <p>Threads: a {@link dev.rung.server.scripted.ScriptedProvider} serves any number of connections,
 * each on virtual threads of its own. Knows the providers' wire formats and nothing of the server.
 */
@NullMarked
package dev.rung.server.scripted;

import org.jspecify.annotations.NullMarked;
