/**
 * Between text and tokens: reads tokenizer.json and the chat template of a checkpoint.
 *
 * <p>What a caller says stays text: {@link dev.rung.local.tokenizer.Tokenizer#quote} keeps it from
 * being read as one of the special tokens that a conversation is built with.
 *
 * <p>Threads: everything may be used by many at once, but a {@link
 * dev.rung.local.tokenizer.Detokenizer}, which belongs to one answer. Whatever is wrong with a file
 * is an {@link dev.rung.local.InferenceException} that names the file and the rule.
 */
@NullMarked
package dev.rung.local.tokenizer;

import org.jspecify.annotations.NullMarked;
