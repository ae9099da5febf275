/**
 * Checkpoints on this machine: which ones are known by a manifest, how they are fetched from a
 * Hugging Face hub, whether they are whole, and which state each one is in.
 *
 * <p>Threads: everything blocks the thread that calls it; one pull fetches several files at once on
 * virtual threads of its own. Must not import {@code engine}, {@code rpc} or an HTTP client.
 */
@NullMarked
package dev.rung.server.models;

import org.jspecify.annotations.NullMarked;
