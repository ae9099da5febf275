/**
 * The program: command line, wiring, ordered start and stop. The only package that knows all
 * others.
 */
@NullMarked
package dev.rung.server.app;

import org.jspecify.annotations.NullMarked;
