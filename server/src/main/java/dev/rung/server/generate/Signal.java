package dev.rung.server.generate;

/** Something about a task that counted towards its difficulty. Holds no text of the prompt. */
public record Signal(String name, double weight, String detail) {}
