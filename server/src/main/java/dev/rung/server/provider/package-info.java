/**
 * How a model is reached: the {@link Provider} contract, its failures, and the models themselves.
 *
 * <p>Threads: a provider blocks the (virtual) thread that calls it. Decides nothing: which model is
 * asked, how often and at what price is up to the callers. Must not import {@code engine}, {@code
 * rpc} or an HTTP client.
 */
@NullMarked
package dev.rung.server.provider;

import org.jspecify.annotations.NullMarked;
