@NullMarked
package dev.rung.classifier.file;

import org.jspecify.annotations.NullMarked;
