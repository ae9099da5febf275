@NullMarked
package dev.rung.local.runtime;

import org.jspecify.annotations.NullMarked;
