package dev.rung.classifier;

/**
 * What a judge knows of a text's words. Buckets are there once each, in ascending order.
 *
 * @param grams buckets of those that it knows
 * @param allGrams buckets of all
 * @param unfamiliar the share of all that it does not know, 0 to 1; 0 without words
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
public record Familiar(int[] grams, int[] allGrams, double unfamiliar) {}
