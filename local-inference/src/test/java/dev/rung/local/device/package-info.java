@NullMarked
package dev.rung.local.device;

import org.jspecify.annotations.NullMarked;
