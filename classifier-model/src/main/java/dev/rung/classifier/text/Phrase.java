package dev.rung.classifier.text;

import java.util.List;

/**
 * A template or a filler.
 *
 * @param pasted it is material, such as code or a log, and not what the user says
 */
record Phrase(List<Part> parts, boolean pasted) {}
