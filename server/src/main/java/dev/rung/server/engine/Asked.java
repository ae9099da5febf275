package dev.rung.server.engine;

import dev.rung.server.select.Planned;
import java.util.function.UnaryOperator;

/**
 * A candidate as it is asked.
 *
 * @param othersFollow whether another model could answer if this one is too slow to begin
 * @param mayReduce whether the prompt may be shortened to fit
 * @param judged what its end is beside another model that is asked at the same time
 */
record Asked(
    Planned planned, boolean othersFollow, boolean mayReduce, UnaryOperator<Tried> judged) {}
