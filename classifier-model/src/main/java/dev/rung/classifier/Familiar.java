package dev.rung.classifier;

/**
 * What a judge knows of a text's words.
 *
 * @param grams buckets of those that it knows, each once, in ascending order
 * @param unfamiliar the share of all that it does not know, 0 to 1; 0 without words
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
public record Familiar(int[] grams, double unfamiliar) {}
