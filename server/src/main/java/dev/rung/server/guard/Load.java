package dev.rung.server.guard;

/**
 * How busy a model is.
 *
 * @param inFlight calls at the model now
 * @param waiting requests in the queue in front of it
 * @param limit calls that may be in flight now: the model's own limit or what its provider is found
 *     to bear, whichever is lower
 */
public record Load(int inFlight, int waiting, int limit) {}
