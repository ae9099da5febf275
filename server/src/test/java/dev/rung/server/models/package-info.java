@NullMarked
package dev.rung.server.models;

import org.jspecify.annotations.NullMarked;
