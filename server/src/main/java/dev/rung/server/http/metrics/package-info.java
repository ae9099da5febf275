/**
 * Figures of the running daemon as Prometheus reads them. Knows no other face of HTTP but the shape
 * of its errors.
 */
@NullMarked
package dev.rung.server.http.metrics;

import org.jspecify.annotations.NullMarked;
