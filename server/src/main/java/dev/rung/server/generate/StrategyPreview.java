package dev.rung.server.generate;

import java.util.Optional;

/**
 * What a strategy would choose for a request.
 *
 * @param choice the first candidate; absent where the strategy finds none
 * @param note why it finds none, else empty
 */
public record StrategyPreview(
    Strategy strategy, Optional<Candidate> choice, double confidence, String note) {}
