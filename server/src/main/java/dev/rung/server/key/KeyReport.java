package dev.rung.server.key;

import dev.rung.server.guard.BreakerState;
import dev.rung.server.provider.KeySource;
import java.time.Instant;
import java.util.Optional;

/**
 * How one key stands, for people. Holds no key.
 *
 * @param detail why, without a full stop
 * @param breaker whether calls are made with it
 * @param checked when its provider was last asked about it
 */
public record KeyReport(
    String provider,
    String name,
    KeySource source,
    int weight,
    KeyStatus status,
    String detail,
    BreakerState breaker,
    Optional<Instant> checked) {}
