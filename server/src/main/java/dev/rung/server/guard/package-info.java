/**
 * What protects a model from us and us from it: who may call now.
 *
 * <p>Threads: safe everywhere; nobody waits but who stands in the queue of a model. Must not import
 * {@code engine} or {@code rpc}.
 */
@NullMarked
package dev.rung.server.guard;

import org.jspecify.annotations.NullMarked;
