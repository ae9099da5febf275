package dev.rung.server.generate;

import java.util.Optional;

/**
 * Who makes an answer.
 *
 * @param model the configured name; absent where a template answers
 */
public record Source(Optional<String> model, Tier tier, String provider) {}
