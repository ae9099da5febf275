/** Tests of the HTTP side over real sockets, against scripted engines. */
@NullMarked
package dev.rung.server.http;

import org.jspecify.annotations.NullMarked;
