/**
 * Tenants: their API keys, who a caller is by what it shows, what it may, and how much of it.
 *
 * <p>Keys live in the store and in memory; looking one up takes microseconds and never waits, so
 * that it may happen on event loops. Must not import {@code rpc}, {@code http}, {@code call},
 * {@code config} or {@code app}.
 */
@NullMarked
package dev.rung.server.tenant;

import org.jspecify.annotations.NullMarked;
