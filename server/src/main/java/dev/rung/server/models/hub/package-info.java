/**
 * A Hugging Face hub over HTTP: which files a repository has at a commit, and their bytes from any
 * offset on. Follows redirects itself, so that it decides who sees the token.
 *
 * <p>Threads: safe for several; a call blocks the thread that makes it, which should be a virtual
 * one. Speaks HTTP through {@code provider.remote.wire} and knows nothing of files on this machine.
 */
@NullMarked
package dev.rung.server.models.hub;

import org.jspecify.annotations.NullMarked;
