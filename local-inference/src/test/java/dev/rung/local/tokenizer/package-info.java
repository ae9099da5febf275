/** Tokenizers beside what Hugging Face's own library says of the same texts. */
@NullMarked
package dev.rung.local.tokenizer;

import org.jspecify.annotations.NullMarked;
