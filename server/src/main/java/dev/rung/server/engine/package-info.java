/**
 * The path of a request; the only package that knows the order of its steps.
 *
 * <p>Threads: a request runs on the thread that brings it, usually a virtual one, and blocks it.
 * Must not import {@code rpc}, {@code config} or an HTTP client.
 */
@NullMarked
package dev.rung.server.engine;

import org.jspecify.annotations.NullMarked;
