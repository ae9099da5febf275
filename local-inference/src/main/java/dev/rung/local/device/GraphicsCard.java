package dev.rung.local.device;

/**
 * A GPU as its driver describes it.
 *
 * @param name such as "NVIDIA H200"
 * @param totalBytes of its memory
 * @param freeBytes of its memory that no process has taken
 */
public record GraphicsCard(String name, long totalBytes, long freeBytes) {}
