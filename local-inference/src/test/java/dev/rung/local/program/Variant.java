package dev.rung.local.program;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The weights of a checkpoint with another configuration, and what the original modelling code
 * computes with them. Made by {@code variants.py}.
 *
 * @param checkpoint whose weights they are
 * @param config the content of config.json
 * @param last what is known of the logits after the last token
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Variant(String name, String checkpoint, String config, int[] ids, JsonTree last) {

  /** All that there are. */
  public static List<Variant> all() {
    URI file =
        URI.create(
            requireNonNull(Variant.class.getResource("/checkpoints/variants.json")).toString());
    return JsonTree.read(Path.of(file)).list().stream().map(Variant::of).toList();
  }

  private static Variant of(JsonTree tree) {
    return new Variant(
        tree.get("name").text(),
        tree.get("checkpoint").text(),
        tree.get("config").text(),
        tree.get("ids").ints(),
        tree.get("last"));
  }

  /** Writes it as a checkpoint. */
  public Path write(Path folder) throws IOException {
    Path weights = Oracle.named(checkpoint).folder().resolve("model.safetensors");
    Files.copy(weights, folder.resolve("model.safetensors"));
    Files.writeString(folder.resolve("config.json"), config);
    return folder;
  }

  @Override
  public String toString() {
    return name;
  }
}
