/**
 * The command line: what is typed, and how answers look in a terminal.
 *
 * <p>Speaks to a daemon over gRPC like any other client; one in this process is started through
 * {@link dev.rung.server.app.cli.LocalDaemon}, so the wiring is not known here. Threads: the main
 * thread, and one shutdown hook. Must not import any package of the daemon.
 */
@NullMarked
package dev.rung.server.app.cli;

import org.jspecify.annotations.NullMarked;
