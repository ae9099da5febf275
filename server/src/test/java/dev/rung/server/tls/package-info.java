/** Certificates, keys and their replacement. */
@NullMarked
package dev.rung.server.tls;

import org.jspecify.annotations.NullMarked;
