/** Tests of rules, score and classifier seam. */
@NullMarked
package dev.rung.server.classify;

import org.jspecify.annotations.NullMarked;
