package dev.rung.classifier.train;

/**
 * What a network said of a prompt, and what is right.
 *
 * @param outputs one for each tier, on any scale
 * @param unfamiliar the share of the prompt's words that it was not trained on, 0 to 1
 * @param weight how much the prompt counts beside others
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
record Said(float[] outputs, int tier, double unfamiliar, float weight) {}
