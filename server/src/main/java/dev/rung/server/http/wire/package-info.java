/**
 * HTTP/1.1 on sockets: connections, their limits and times, requests as whole values, replies with
 * backpressure. The only package that knows Netty.
 *
 * <p>Threads: everything of one connection happens on its event loop; replies may be written from
 * any thread. Knows nothing of what is asked; must not import any other package of the daemon.
 */
@NullMarked
package dev.rung.server.http.wire;

import org.jspecify.annotations.NullMarked;
