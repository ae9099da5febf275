package dev.rung.classifier.train;

import dev.rung.classifier.Vocabulary;
import dev.rung.classifier.labels.ComparedPrompt;
import dev.rung.classifier.labels.ComparedPrompts;
import dev.rung.classifier.labels.LabelException;
import dev.rung.classifier.labels.LabelledPrompt;
import dev.rung.classifier.labels.LabelledPrompts;
import dev.rung.classifier.labels.RatedPrompt;
import dev.rung.classifier.labels.RatedPrompts;
import dev.rung.classifier.serve.OnnxTierModel;
import dev.rung.classifier.serve.Sharpness;
import dev.rung.classifier.text.LabelledText;
import dev.rung.classifier.text.TrainingText;
import dev.rung.classifier.train.GainTraining.Trained;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Makes the classifier of text that the grammar gives and of files of labelled prompts. */
final class Training {
  /** What the shipped model is made with. */
  static final Recipe SHIPPED = new Recipe(64, 20, 32, 0.002, 0.1, 0.1, 0.3, 0.3, 7);

  /** Generated texts of each template, for the shipped model. */
  static final int PER_TEMPLATE = 4;

  private static final int GAINS_PER_TEMPLATE = 1;
  static final int PROBLEMS_PER_TEMPLATE = 8;

  private static final float GENERATED = 0.2f;
  private static final float WRITTEN = 1;

  private final Recipe recipe;
  private final Consumer<String> progress;
  private final Map<String, String> metadata = new TreeMap<>();
  private final List<Sample> samples = new ArrayList<>();
  private final Map<String, String> texts = new HashMap<>();
  private String reliability = "";
  private final GainTraining gains = new GainTraining();

  private Training(Recipe recipe, Consumer<String> progress) {
    this.recipe = recipe;
    this.progress = progress;
  }

  /**
   * Trains, calibrates and writes the model, and beside it, as {@code .svg}, a picture of how far
   * its confidence can be believed.
   *
   * @param files used beside the generated text
   * @param perTemplate generated texts of each template; 0 for none
   * @throws LabelException when a file of prompts cannot be used
   */
  static void run(
      Path target, TrainingFiles files, int perTemplate, Recipe recipe, Consumer<String> progress)
      throws LabelException, IOException {
    Training training = new Training(recipe, progress);
    if (perTemplate > 0) {
      training.generated(perTemplate);
    }
    for (Path file : files.labelled()) {
      training.written(file);
    }
    for (Path file : files.compared()) {
      training.compared(file);
    }
    for (Path file : files.rated()) {
      training.rated(file);
    }
    byte[] model = training.model();
    Files.write(target, model);
    Files.writeString(Path.of(target + ".svg"), training.reliability);
    progress.accept("%s: %d bytes".formatted(target, model.length));
  }

  private void generated(int perTemplate) {
    List<LabelledText> texts = TrainingText.generate(recipe.seed(), perTemplate);
    MessageDigest hash = sha256();
    for (LabelledText text : texts) {
      hash.update(text.text().getBytes(StandardCharsets.UTF_8));
      samples.add(Sample.of(text.text(), text.template(), text.tier(), GENERATED));
    }
    note("generated text", texts.size(), hash);
    TrainingText.generate(recipe.seed(), GAINS_PER_TEMPLATE).forEach(gains::addText);
    TrainingText.problems(recipe.seed(), PROBLEMS_PER_TEMPLATE).forEach(gains::addText);
  }

  private void compared(Path file) throws LabelException, IOException {
    List<ComparedPrompt> prompts = ComparedPrompts.read(file);
    MessageDigest hash = sha256();
    hash.update(Files.readAllBytes(file));
    prompts.forEach(gains::addCompared);
    note(String.valueOf(file.getFileName()), prompts.size(), hash);
  }

  private void rated(Path file) throws LabelException, IOException {
    List<RatedPrompt> prompts = RatedPrompts.read(file, texts);
    MessageDigest hash = sha256();
    hash.update(Files.readAllBytes(file));
    prompts.forEach(gains::addRated);
    note(String.valueOf(file.getFileName()), prompts.size(), hash);
  }

  private void written(Path file) throws LabelException, IOException {
    List<LabelledPrompt> prompts = LabelledPrompts.read(List.of(file));
    MessageDigest hash = sha256();
    hash.update(Files.readAllBytes(file));
    for (LabelledPrompt prompt : prompts) {
      samples.add(Sample.of(prompt.text(), prompt.source(), prompt.tier(), WRITTEN));
      texts.put(prompt.id(), prompt.text());
    }
    note(String.valueOf(file.getFileName()), prompts.size(), hash);
  }

  private void note(String name, int prompts, MessageDigest hash) {
    String digest = HexFormat.of().formatHex(hash.digest());
    metadata.put("input " + name, prompts + " prompts, sha256 " + digest);
    progress.accept("%s: %d prompts".formatted(name, prompts));
  }

  private byte[] model() {
    List<Said> unseen = Folds.judge(samples, recipe, progress);
    Sharpness temperatures = Temperature.of(unseen);
    progress.accept(
        "sources left out: %s at temperatures %.2f and %.2f"
            .formatted(
                Quality.of(unseen, temperatures), temperatures.known(), temperatures.unknown()));
    reliability = Reliability.svg(panels(unseen), temperatures);
    progress.accept("training on all");
    List<Lesson> lessons = samples.stream().map(Sample::lesson).toList();
    Network network = Trainer.train(lessons, recipe);
    network.round();
    metadata.put("sources left out", Quality.of(unseen, temperatures).toString());
    Optional<Mixture> gain = gain();
    metadata.putAll(served(samples, temperatures));
    return ModelFile.of(network, gain, metadata);
  }

  /** What serving needs to know of a network that was trained on these. */
  static Map<String, String> served(List<Sample> samples, Sharpness temperatures) {
    Vocabulary vocabulary = Vocabulary.of(samples.stream().map(Sample::words).toList());
    return OnnxTierModel.metadata(vocabulary, temperatures);
  }

  /** Written prompts and generated ones apart, where there are both. */
  private Map<String, List<Said>> panels(List<Said> unseen) {
    Map<String, List<Said>> panels = new LinkedHashMap<>();
    for (int i = 0; i < unseen.size(); i++) {
      String kind = samples.get(i).weight() < WRITTEN ? "generated text" : "written prompts";
      panels.computeIfAbsent(kind, title -> new ArrayList<>()).add(unseen.get(i));
    }
    return panels;
  }

  private Optional<Mixture> gain() {
    if (gains.isEmpty()) {
      return Optional.empty();
    }
    progress.accept("training judges of gain");
    Trained trained = gains.train();
    progress.accept("compared prompts left out: " + trained.unseen());
    metadata.put("compared prompts left out", trained.unseen());
    Mixture judges = trained.judges();
    judges.round();
    return Optional.of(judges);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
