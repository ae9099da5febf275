package dev.rung.server.provider.remote.wire;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A model that a server says it has.
 *
 * @param id what requests name it by
 * @param parameterSize as the server writes it, such as "3.2B"
 * @param bytes on its disk
 * @param contextWindow in tokens
 */
public record ListedModel(
    String id, Optional<String> parameterSize, OptionalLong bytes, OptionalInt contextWindow) {}
