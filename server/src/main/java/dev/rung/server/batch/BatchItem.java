package dev.rung.server.batch;

import dev.rung.server.call.Reading;

/**
 * One of the requests of a batch.
 *
 * @param id the caller's own, unique in its batch
 * @param reading what came of checking it; its deadline is the batch's
 */
public record BatchItem(String id, Reading reading) {}
