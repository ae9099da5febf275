/**
 * Which arm of an experiment a request belongs to.
 *
 * <p>Threads: safe everywhere; nothing blocks. Must not import {@code engine} or {@code rpc}.
 */
@NullMarked
package dev.rung.server.experiment;

import org.jspecify.annotations.NullMarked;
