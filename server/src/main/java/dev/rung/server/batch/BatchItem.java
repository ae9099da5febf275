package dev.rung.server.batch;

import dev.rung.server.call.Reading;
import dev.rung.server.generate.RequestId;

/**
 * One of the requests of a batch.
 *
 * @param id the caller's own, unique in its batch
 * @param request names what it becomes, also where it cannot be read
 * @param reading what came of checking it; its deadline is the batch's
 */
public record BatchItem(String id, RequestId request, Reading reading) {}
