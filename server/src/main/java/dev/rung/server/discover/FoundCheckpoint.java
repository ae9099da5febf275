package dev.rung.server.discover;

import dev.rung.server.config.Precision;
import java.nio.file.Path;

/** The folder of a model that runs in this process. */
public record FoundCheckpoint(String model, Path folder, Precision precision) {}
