/**
 * Reads and checks the files of a Hugging Face checkpoint: config.json, the headers of its
 * safetensors files and the index of its shards. What comes out of here is consistent: every tensor
 * lies in its file, overlaps no other and has the size that its shape says. No weight is read.
 *
 * <p>Everything is immutable once made. Whatever is wrong is an {@link
 * dev.rung.local.InferenceException} that names the file, the tensor or key, and the rule.
 */
@NullMarked
package dev.rung.local.checkpoint;

import org.jspecify.annotations.NullMarked;
