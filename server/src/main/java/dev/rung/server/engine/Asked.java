package dev.rung.server.engine;

import dev.rung.server.select.Planned;

/**
 * A candidate as it is asked.
 *
 * @param othersFollow whether another model could answer if this one is too slow to begin
 * @param mayReduce whether the prompt may be shortened to fit
 */
record Asked(Planned planned, boolean othersFollow, boolean mayReduce) {}
