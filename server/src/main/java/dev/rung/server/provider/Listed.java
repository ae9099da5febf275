package dev.rung.server.provider;

import java.util.Optional;

/** A model of the roster, and why it cannot serve; absent when it can. */
public record Listed(Model model, Optional<String> notReady) {}
