/** The command line against a scripted daemon on a real socket. */
@NullMarked
package dev.rung.server.app.cli;

import org.jspecify.annotations.NullMarked;
