package dev.rung.server.models;

/**
 * A file of a checkpoint as it was fetched.
 *
 * @param name without a path
 * @param size in bytes
 * @param sha256 64 lower-case hexadecimal digits, of what was written
 * @param checkedBy what it was compared with when it was fetched, such as "hub SHA-256"
 */
public record PulledFile(String name, long size, String sha256, String checkedBy) {}
