/**
 * Ollama's own dialect: POST /api/chat with newline-delimited JSON, GET /api/tags for what it has.
 * Its OpenAI-compatible endpoint is not used, since that one cannot set the context window and cuts
 * prompts silently.
 *
 * <p>Threads: a call runs on the thread that makes it. Must not import an HTTP client: that is what
 * {@code wire} is for.
 *
 * <p>Source: ollama/ollama docs/api.
 */
@NullMarked
package dev.rung.server.provider.remote.ollama;

import org.jspecify.annotations.NullMarked;
