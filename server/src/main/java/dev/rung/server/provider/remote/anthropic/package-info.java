/**
 * The Anthropic Messages dialect: POST /v1/messages with named server-sent events.
 *
 * <p>Threads: a call runs on the thread that makes it. Must not import an HTTP client: that is what
 * {@code wire} is for.
 *
 * <p>Source: anthropics/anthropic-sdk-python of August 2026, platform.claude.com/docs/en/api, and
 * the notes on API version 2026-10-21.
 */
@NullMarked
package dev.rung.server.provider.remote.anthropic;

import org.jspecify.annotations.NullMarked;
