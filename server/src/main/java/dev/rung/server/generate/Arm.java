package dev.rung.server.generate;

/** The side of an experiment that a request is on. */
public record Arm(String experiment, String name) {}
