/**
 * The command line: what is typed, and how answers look in a terminal.
 *
 * <p>Speaks to a daemon over gRPC like any other client; one in this process is started through
 * {@link dev.rung.server.app.cli.LocalDaemon}, so the wiring is not known here. What concerns files
 * of this machine needs no daemon and goes to {@code models}. Threads: the main thread, and one
 * shutdown hook. Must not import any other package of the daemon that acts.
 */
@NullMarked
package dev.rung.server.app.cli;

import org.jspecify.annotations.NullMarked;
