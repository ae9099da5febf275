package dev.rung.server.models;

import java.nio.file.Path;

/**
 * A checkpoint that is complete.
 *
 * @param fetched whether anything had to be fetched for that
 */
public record Pulled(Path folder, PulledFiles files, boolean fetched) {}
