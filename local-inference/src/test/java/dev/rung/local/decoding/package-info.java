/** From logits to text, with toys in place of models. */
@NullMarked
package dev.rung.local.decoding;

import org.jspecify.annotations.NullMarked;
