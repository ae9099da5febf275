/**
 * Starts the native engine, once for the whole process, and finds out what it can run on.
 *
 * <p>Nothing here turns to the network: the engine's libraries come from the class path or from a
 * folder of this machine.
 */
@NullMarked
package dev.rung.local.device;

import org.jspecify.annotations.NullMarked;
