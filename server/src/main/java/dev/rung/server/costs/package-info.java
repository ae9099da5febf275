/**
 * What was used and what it cost, by quarter of an hour, tenant, model, provider and tier: kept in
 * the store, reported, rolled up and at last forgotten.
 *
 * <p>Money is written together with the ledger's lines, by its change, so that the two never
 * differ; requests are counted in memory and written about once a second. Threads: safe everywhere;
 * a request is counted without waiting. Must not import {@code engine}, {@code rpc} or anything
 * above.
 */
@NullMarked
package dev.rung.server.costs;

import org.jspecify.annotations.NullMarked;
