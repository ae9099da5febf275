/**
 * What a user's tables hold: figures by their keys, questions and answers, rates of currencies.
 *
 * <p>Reads CSV text, not files, and knows no pattern or prompt. Immutable once read. Threads: safe
 * everywhere; nothing blocks. Must not import {@code template}.
 */
@NullMarked
package dev.rung.server.template.table;

import org.jspecify.annotations.NullMarked;
