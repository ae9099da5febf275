/**
 * Which models there are: configuration, catalogue, environment and what answers nearby, put
 * together once at start and at every reload.
 *
 * <p>Threads: looking blocks its caller for a bounded time; what it finds is immutable. Must not
 * import an HTTP client: what answers nearby is asked through {@link
 * dev.rung.server.discover.Probe}.
 */
@NullMarked
package dev.rung.server.discover;

import org.jspecify.annotations.NullMarked;
