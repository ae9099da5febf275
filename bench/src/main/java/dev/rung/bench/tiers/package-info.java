/** How well templates and rules find the tier of prompts whose tier is known. */
@NullMarked
package dev.rung.bench.tiers;

import org.jspecify.annotations.NullMarked;
