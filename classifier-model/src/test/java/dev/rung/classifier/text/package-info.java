/** Tests of the grammar of training text. */
@NullMarked
package dev.rung.classifier.text;

import org.jspecify.annotations.NullMarked;
