/**
 * The ledger: money is reserved before a provider is called and settled after.
 *
 * <p>Threads: safe everywhere; a reservation is one atomic step and never waits on I/O. Must not
 * import {@code provider}, {@code engine} or {@code rpc}.
 */
@NullMarked
package dev.rung.server.budget;

import org.jspecify.annotations.NullMarked;
