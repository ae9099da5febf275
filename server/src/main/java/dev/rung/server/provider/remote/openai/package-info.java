/**
 * The OpenAI chat-completions dialect, as spoken by OpenAI and by many others: Fireworks, Together,
 * DashScope (Qwen), Z.ai (GLM), the Hugging Face router, vLLM, llama.cpp, SGLang, LM Studio. Where
 * they differ is data, in {@link dev.rung.server.provider.remote.openai.Quirks}.
 *
 * <p>Threads: a call runs on the thread that makes it. Must not import an HTTP client: that is what
 * {@code wire} is for.
 *
 * <p>Source: openai/openai-openapi 2.3.0, and the providers' own references.
 */
@NullMarked
package dev.rung.server.provider.remote.openai;

import org.jspecify.annotations.NullMarked;
