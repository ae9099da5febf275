package dev.rung.server.call;

/** A field, as its protocol spells it, and the rule that it breaks. */
public record Violation(String field, String rule) {}
