package dev.rung.classifier.train;

/**
 * What a network is to say of an input.
 *
 * @param target probabilities that add up to 1, or one number from 0 to 1
 * @param weight how much it counts beside others
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
record Lesson(Input input, float[] target, float weight) {}
