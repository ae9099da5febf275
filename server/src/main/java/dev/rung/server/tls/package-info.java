/**
 * The daemon's own TLS: its certificate and key, the authorities of clients, and their replacement
 * while connections stay. JDK only, so that every door can use it.
 */
@NullMarked
package dev.rung.server.tls;

import org.jspecify.annotations.NullMarked;
