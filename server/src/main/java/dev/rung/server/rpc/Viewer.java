package dev.rung.server.rpc;

import dev.rung.server.generate.Caller;

/**
 * Who asks for figures.
 *
 * @param seesAll whether those of every tenant are shown; else only the caller's own
 */
record Viewer(Caller caller, boolean seesAll) {}
