package dev.rung.server.discover;

import dev.rung.server.config.Precision;
import java.nio.file.Path;
import java.util.Optional;

/** The folder of a model that runs in this process. */
public record FoundCheckpoint(String model, Path folder, Optional<Precision> precision) {}
