/**
 * The Gemini dialect: POST models/{model}:generateContent, and :streamGenerateContent with
 * server-sent events, each of which is a whole response in itself.
 *
 * <p>Threads: a call runs on the thread that makes it. Must not import an HTTP client: that is what
 * {@code wire} is for.
 *
 * <p>Source: ai.google.dev/api, googleapis/python-genai of August 2026.
 */
@NullMarked
package dev.rung.server.provider.remote.gemini;

import org.jspecify.annotations.NullMarked;
