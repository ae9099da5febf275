package dev.rung.server.generate;

/** A model that may not serve a request, and why. */
public record Skipped(String model, String reason) {}
