/**
 * Providers over HTTP: which kinds this version can speak to, where they are by default, and what
 * they have. One package per wire dialect below; what the dialects share is in {@code wire}.
 *
 * <p>Threads: safe for several; calls block the thread that makes them, which should be a virtual
 * one. Must not import {@code engine}, {@code select} or an HTTP client.
 */
@NullMarked
package dev.rung.server.provider.remote;

import org.jspecify.annotations.NullMarked;
