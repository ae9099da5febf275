/** Tests of connections, as far as sockets do not reach. */
@NullMarked
package dev.rung.server.http.wire;

import org.jspecify.annotations.NullMarked;
