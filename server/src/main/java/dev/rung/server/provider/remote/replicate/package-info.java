/**
 * The Replicate dialect: a prediction is created, followed through its stream or by looking again,
 * and cancelled where nobody waits for it any more.
 *
 * <p>Threads: a call runs on the thread that makes it; cancelling runs on a virtual thread of its
 * own, so that whoever gives up does not wait. Must not import an HTTP client: that is what {@code
 * wire} is for.
 *
 * <p>Source: replicate.com/docs/reference/http and /docs/topics/predictions, replicate-python and
 * replicate-javascript.
 */
@NullMarked
package dev.rung.server.provider.remote.replicate;

import org.jspecify.annotations.NullMarked;
