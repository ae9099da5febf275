/** Tests of what all protocols share. */
@NullMarked
package dev.rung.server.call;

import org.jspecify.annotations.NullMarked;
