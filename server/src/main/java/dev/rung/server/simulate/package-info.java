/**
 * What a file of tasks would cost under each strategy: every task is decided as the daemon decides,
 * nobody is called, and the expected cost, time and quality are added up.
 *
 * <p>Threads: one for each run. Tasks are read one after the other, so that a file of any length
 * takes little memory. Must not import {@code app}, {@code rpc} or {@code config}.
 */
@NullMarked
package dev.rung.server.simulate;

import org.jspecify.annotations.NullMarked;
