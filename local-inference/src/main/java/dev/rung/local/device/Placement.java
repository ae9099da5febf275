package dev.rung.local.device;

/**
 * What models run on.
 *
 * @param reason why, for people who run the program: a part of a sentence
 */
public record Placement(Device device, String reason) {}
