/**
 * Lets a model in this process serve like any other provider.
 *
 * <p>Threads: as {@link dev.rung.server.provider.Provider} says. Must not import {@code engine},
 * {@code rpc} or an HTTP client.
 */
@NullMarked
package dev.rung.server.provider.local;

import org.jspecify.annotations.NullMarked;
