package dev.rung.bench.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LlamaCppTest {
  @TempDir Path folder;

  @Test
  void readsWhatItsProgramsPrint() throws Exception {
    program(
        "llama-bench",
        "{\"model_type\": \"phi2\", \"samples_ts\": [1, 2], \"n_prompt\": 128, \"avg_ts\": 60.5}",
        "{\"n_prompt\": 512, \"avg_ts\": 55.25}");
    program("llama-batched-bench", "loading", "", "{\"pp\": 16, \"pl\": 8, \"speed_tg\": 26.5}");
    LlamaCpp programs = LlamaCpp.find(Optional.of(folder), folder).orElseThrow();

    Figures figures = programs.measure(Path.of("model.gguf"), 2);

    assertThat(figures.get(Figure.PREFILL_128)).hasValue(60.5);
    assertThat(figures.get(Figure.PREFILL_512)).hasValue(55.25);
    assertThat(figures.get(Figure.DECODE_8)).hasValue(26.5);
    assertThat(figures.get(Figure.DECODE_1)).isEmpty();
  }

  @Test
  void findsWhatWasBuiltInTheProject() throws Exception {
    assertThat(LlamaCpp.find(Optional.empty(), folder)).isEmpty();

    Path built = folder.resolve("bench/target/llama.cpp/build/bin");
    program(built, "llama-bench");
    program(built, "llama-batched-bench");

    assertThat(LlamaCpp.find(Optional.empty(), folder)).contains(new LlamaCpp(built));
  }

  @Test
  void refusesAFolderWithoutThem() {
    assertThatThrownBy(() -> LlamaCpp.find(Optional.of(folder), folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("must have the programs llama-bench and llama-batched-bench");
  }

  @Test
  void tellsTheLastWordsOfAProgramThatFails() throws Exception {
    Path program = program("llama-bench", "reading", "the model is damaged");
    Files.writeString(program, Files.readString(program) + "exit 3\n");
    program("llama-batched-bench");
    LlamaCpp programs = new LlamaCpp(folder);

    assertThatThrownBy(() -> programs.measure(Path.of("model.gguf"), 2))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("llama-bench ended with 3: reading | the model is damaged");
  }

  private Path program(String name, String... lines) throws IOException {
    return program(folder, name, lines);
  }

  private static Path program(Path where, String name, String... lines) throws IOException {
    Files.createDirectories(where);
    Path file = where.resolve(name);
    StringBuilder script = new StringBuilder("#!/bin/sh\n");
    for (String line : lines) {
      script.append("echo '").append(line).append("'\n");
    }
    Files.writeString(file, script);
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }
}
