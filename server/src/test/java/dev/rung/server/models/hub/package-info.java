@NullMarked
package dev.rung.server.models.hub;

import org.jspecify.annotations.NullMarked;
