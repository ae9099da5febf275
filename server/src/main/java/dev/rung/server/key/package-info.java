/**
 * Keys of providers while they are used: which one a call is made with, which ones rest because
 * they were refused, have no credit or are limited, and what a check of each says.
 *
 * <p>Threads: safe everywhere; choosing never waits, checking blocks its caller for a bounded time.
 * Must not import {@code engine}, {@code rpc}, {@code config} or an HTTP client: providers are
 * asked through {@link dev.rung.server.key.KeyProbe}.
 */
@NullMarked
package dev.rung.server.key;

import org.jspecify.annotations.NullMarked;
