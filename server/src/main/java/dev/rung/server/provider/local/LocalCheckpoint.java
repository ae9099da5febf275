package dev.rung.server.provider.local;

import dev.rung.local.LoadOptions;
import java.nio.file.Path;

/**
 * A checkpoint and how it is to run; equal ones share one model in memory.
 *
 * @param folder as Hugging Face's hub has it
 */
public record LocalCheckpoint(Path folder, LoadOptions options) {}
