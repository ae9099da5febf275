/**
 * Durable state: a file of SQLite, one thread that writes it and one connection that reads it.
 *
 * <p>Every room keeps its own tables here and says so by a {@link dev.rung.server.store.Schema}.
 *
 * <p>Threads: safe everywhere. Knows no other room.
 */
@NullMarked
package dev.rung.server.store;

import org.jspecify.annotations.NullMarked;
