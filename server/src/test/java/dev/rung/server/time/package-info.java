/** What tests know of time: waiting for what another thread does, and clocks that they move. */
@NullMarked
package dev.rung.server.time;

import org.jspecify.annotations.NullMarked;
