package dev.rung.local.checkpoint;

import dev.rung.local.InferenceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A folder as Hugging Face's hub has it. Immutable; holds no weights.
 *
 * @param config as config.json says; but a model whose files have an output layer of its own is not
 *     tied, whatever stands there, just as the library has it ({@code tie_weights} in {@code
 *     modeling_utils.py} of transformers 5)
 * @param endTokens ids that end an answer; those of generation_config.json where that is there
 * @param tensors all of them; that they are the ones the architecture needs is checked later
 */
public record Checkpoint(
    Path folder, ModelConfig config, List<Integer> endTokens, Tensors tensors) {
  private static final String CONFIG = "config.json";
  private static final String GENERATION = "generation_config.json";
  private static final String END = "eos_token_id";
  private static final String TIED = "tie_word_embeddings";
  private static final String OUTPUT = "lm_head.weight";
  private static final List<String> SUPPORTED =
      List.of(
          FalconMambaConfig.ARCHITECTURE,
          LlamaConfig.ARCHITECTURE,
          LlamaConfig.MISTRAL,
          PhiConfig.ARCHITECTURE);

  /** Which architecture the library takes for a kind of configuration. */
  private static final Map<String, String> TYPES =
      Map.of(
          "falcon_mamba", FalconMambaConfig.ARCHITECTURE,
          "llama", LlamaConfig.ARCHITECTURE,
          "mistral", LlamaConfig.MISTRAL,
          "phi", PhiConfig.ARCHITECTURE);

  private static final long LONGEST_CONFIG = 10_000_000;

  public Checkpoint {
    endTokens = List.copyOf(endTokens);
  }

  /**
   * Reads the configuration and the headers of a folder.
   *
   * @throws InferenceException when a file is missing, damaged or asks for what is not supported
   */
  public static Checkpoint read(Path folder) throws InferenceException {
    ConfigFile file =
        file(folder, CONFIG).orElseThrow(() -> Faults.in(name(folder), "has no " + CONFIG));
    List<Integer> endTokens = file.ids(END);
    ModelConfig config = config(file);
    file.refuseOthers(HarmlessKeys.KEYS);
    Optional<ConfigFile> generation = file(folder, GENERATION);
    List<Integer> preferred =
        generation.isPresent() ? generation.get().ids(END) : List.<Integer>of();
    Tensors tensors = Tensors.in(folder);
    if (config.tied() && tensors.find(OUTPUT).isPresent()) {
      String embedding = config.embedding() + ".weight";
      if (tensors.find(embedding).isPresent()) {
        config = config(file.with(TIED, new Json.Flag(false)));
      } else { // Of two names for one tensor, some programs keep the first in the alphabet.
        tensors = tensors.renamed(OUTPUT, embedding);
      }
    }
    return new Checkpoint(folder, config, preferred.isEmpty() ? endTokens : preferred, tensors);
  }

  private static ModelConfig config(ConfigFile file) throws InferenceException {
    List<String> architectures = file.texts("architectures");
    if (architectures.isEmpty()) { // A configuration that no model was saved with.
      String type = file.text("model_type").orElse("");
      architectures = Optional.ofNullable(TYPES.get(type)).stream().toList();
    }
    String architecture = architectures.size() == 1 ? architectures.getFirst() : "";
    return switch (architecture) {
      case PhiConfig.ARCHITECTURE -> PhiConfig.read(file);
      case FalconMambaConfig.ARCHITECTURE -> FalconMambaConfig.read(file);
      case LlamaConfig.ARCHITECTURE -> LlamaConfig.read(file);
      case LlamaConfig.MISTRAL -> LlamaConfig.readMistral(file);
      default ->
          throw file.fault(
              "architectures",
              "must be one of " + String.join(", ", SUPPORTED) + ", not " + architectures);
    };
  }

  private static Optional<ConfigFile> file(Path folder, String name) throws InferenceException {
    if (!FolderLinks.isThere(folder, name)) {
      return Optional.empty();
    }
    Path path = folder.resolve(name);
    FolderLinks.check(folder, path);
    try {
      if (Files.size(path) > LONGEST_CONFIG) {
        throw Faults.in(name, "has more than " + LONGEST_CONFIG + " bytes");
      }
      return Optional.of(new ConfigFile(Json.table(Files.readAllBytes(path), name), name));
    } catch (IOException e) {
      throw Faults.in(name, "cannot be read: " + e.getMessage());
    }
  }

  private static String name(Path folder) {
    return String.valueOf(folder.getFileName());
  }
}
