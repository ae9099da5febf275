/**
 * OpenAI's chat completions and list of models over the engine: JSON to the domain and back,
 * events, errors in their shape. Takes no decision. What is taken, translated and refused is listed
 * in docs/openai.md.
 */
@NullMarked
package dev.rung.server.http.openai;

import org.jspecify.annotations.NullMarked;
