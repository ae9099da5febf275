package dev.rung.local.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rung.local.Generated;
import dev.rung.local.GenerationOptions;
import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import dev.rung.local.LoadOptions;
import dev.rung.local.LocalModel;
import dev.rung.local.Turn;
import dev.rung.local.weights.Precision;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that are not what the configuration beside them needs. */
class DamagedWeightsTest {
  private static final Path CACHE = Path.of(System.getProperty("user.home"), ".cache", "rung");
  private static final String BIAS = "model.layers.1.self_attn.q_proj.bias";
  private static final int LENGTH_BYTES = 8;

  @TempDir private Path folder;

  private final LocalRuntime runtime = new LocalRuntime(CACHE, InstantSource.system());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "dtype":"F32","shape":[64]|"dtype":"I32","shape":[64]|is of I32; F32, F16 and BF16
          "dtype":"F32","shape":[64]|"dtype":"F32","shape":[8,8]|has the shape [8, 8] where [64]
          "dtype":"F32","shape":[64]|"dtype":"F16","shape":[64]|takes 256 bytes, which do not fit
          "dtype":"F32","shape":[64]|"dtype":"F99","shape":[64]|has the unknown dtype F99
          """)
  void namesTheTensorThatIsNotAsItShouldBe(String right, String wrong, String fault)
      throws Exception {
    copy("phi-tiny");
    changeHeader(header -> {
      int at = header.indexOf('"' + BIAS + '"');
      return header.substring(0, at) + replaceFirst(header.substring(at), right, wrong);
    });

    InferenceException refused = refused();

    assertThat(refused.reason()).isEqualTo(Reason.BAD_CHECKPOINT);
    assertThat(refused)
        .hasMessageContaining("model.safetensors")
        .hasMessageContaining(BIAS)
        .hasMessageContaining(fault);
  }

  @Test
  void namesATensorThatIsMissing() throws Exception {
    copy("phi-tiny");
    changeHeader(header -> replaceFirst(header, '"' + BIAS + '"', "\"somebody.else\""));

    assertThat(refused()).hasMessageContaining("lacks the tensor " + BIAS);
  }

  /** It would take more memory than there is, which is not what is wrong. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void namesTheTensorThatIsSmallerThanTheConfigurationSays(Precision precision) throws Exception {
    copy("phi-tiny");
    Path config = folder.resolve("config.json");
    Files.writeString(
        config,
        Files.readString(config)
            .replace("\"intermediate_size\": 256", "\"intermediate_size\": 2000000000"));

    InferenceException refused =
        catchThrowableOfType(
            InferenceException.class, () -> runtime.load(folder, options(precision)).close());

    assertThat(refused.reason()).isEqualTo(Reason.BAD_CHECKPOINT);
    assertThat(refused)
        .hasMessageStartingWith("model.safetensors holds the tensor model.layers.0.mlp.fc1.weight")
        .hasMessageContaining("where [2000000000, 64] is expected");
  }

  @Test
  void namesAShardThatIsMissing() throws Exception {
    copy("phi-odd");
    Files.delete(folder.resolve("model-00002-of-00002.safetensors"));

    assertThat(refused()).hasMessageContaining("model-00002-of-00002.safetensors");
  }

  @Test
  void namesTheTensorInWhichAFileEnds() throws Exception {
    copy("phi-tiny");
    byte[] whole = Files.readAllBytes(weights());
    Files.write(weights(), Arrays.copyOf(whole, whole.length / 2));

    assertThat(refused())
        .hasMessageContaining("model.safetensors")
        .hasMessageContaining("tensor ")
        .hasMessageContaining("of its data, of which the file has");
  }

  /** Numbers then lie at odd places of the file. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void takesTensorsThatLieAnywhere(Precision precision) throws Exception {
    copy("phi-tiny");
    String text = answer(precision);

    changeHeader(header -> header + " ".repeat(3 - header.length() % 2));

    assertThat((Files.size(weights()) - dataBytes()) % 2).isEqualTo(1);
    assertThat(answer(precision)).isEqualTo(text);
  }

  private long dataBytes() {
    return 4L * (2 * 512 * 64 + 512 + 2 * 64 + 2 * (4 * 64 * 65 + 64 * 256 * 2 + 256 + 3 * 64));
  }

  private InferenceException refused() {
    return catchThrowableOfType(
        InferenceException.class, () -> runtime.load(folder, options(Precision.F32)).close());
  }

  private static LoadOptions options(Precision precision) {
    return new LoadOptions(Optional.empty(), Optional.of(precision), 1, 2, 4, 64L << 20, 32);
  }

  private String answer(Precision precision) throws Exception {
    StringBuilder text = new StringBuilder();
    try (LocalModel model = runtime.load(folder, options(precision))) {
      Generated generated =
          model.generate(
              List.of(new Turn(Turn.Speaker.USER, "hello")),
              GenerationOptions.greedy(12, Duration.ofMinutes(1)),
              piece -> {
                text.append(piece);
                return true;
              });
      assertThat(generated.generatedTokens()).isPositive();
    }
    return text.toString();
  }

  private void copy(String name) throws Exception {
    Path from =
        Path.of(
            requireNonNull(DamagedWeightsTest.class.getResource("/checkpoints/" + name)).toURI());
    try (DirectoryStream<Path> files = Files.newDirectoryStream(from)) {
      for (Path file : files) {
        Files.copy(file, folder.resolve(String.valueOf(file.getFileName())));
      }
    }
  }

  private Path weights() {
    return folder.resolve("model.safetensors");
  }

  private interface Change {
    String of(String header);
  }

  private void changeHeader(Change change) throws IOException {
    byte[] file = Files.readAllBytes(weights());
    int length = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    String before = new String(file, LENGTH_BYTES, length, UTF_8);
    byte[] after = change.of(before).getBytes(UTF_8);
    assertThat(after).isNotEqualTo(before.getBytes(UTF_8));
    try (OutputStream out = Files.newOutputStream(weights())) {
      out.write(
          ByteBuffer.allocate(LENGTH_BYTES)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putLong(after.length)
              .array());
      out.write(after);
      out.write(file, LENGTH_BYTES + length, file.length - LENGTH_BYTES - length);
    }
  }

  private static String replaceFirst(String text, String what, String by) {
    int at = text.indexOf(what);
    return at < 0 ? text : text.substring(0, at) + by + text.substring(at + what.length());
  }
}
