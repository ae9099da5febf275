package dev.rung.trainer.learn;

/**
 * An example as tokens.
 *
 * @param ids question, answer and end token
 * @param asked how many of them are the question
 */
@SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
record Lesson(int[] ids, int asked) {}
