package dev.rung.local.tokenizer;

/**
 * A token of a text.
 *
 * @param name as the vocabulary has it, such as "Ġthe"
 * @param start first code point of the text that it stands for
 * @param end the one after the last
 */
public record Token(int id, String name, int start, int end) {}
