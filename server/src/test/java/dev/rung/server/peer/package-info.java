@NullMarked
package dev.rung.server.peer;

import org.jspecify.annotations.NullMarked;
