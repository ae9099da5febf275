/**
 * The ledger: money is reserved before a provider is called and settled after.
 *
 * <p>Threads: safe everywhere; a reservation is one atomic step, which waits for the disk only
 * where too little was booked ahead. Must not import {@code provider}, {@code engine} or {@code
 * rpc}.
 */
@NullMarked
package dev.rung.server.budget;

import org.jspecify.annotations.NullMarked;
