package dev.rung.local.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rung.local.InferenceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsHeaderTest {
  private static final String TWO =
      """
      {"__metadata__":{"format":"pt"},
       "b":{"dtype":"BF16","shape":[2,3],"data_offsets":[4,16]},
       "a":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}\
      """;

  @TempDir Path folder;

  @Test
  void tensorsComeInTheOrderOfTheFile() throws Exception {
    Path file = SafetensorsFiles.write(folder.resolve("m.safetensors"), TWO, 16);

    List<Tensor> tensors = SafetensorsHeader.read(file);

    long start = 8L + TWO.length();
    assertThat(tensors)
        .containsExactly(
            new Tensor("a", DataType.F32, List.of(), file, start, 4),
            new Tensor("b", DataType.BF16, List.of(2L, 3L), file, start + 4, 12));
    assertThat(tensors.get(0).elements()).isEqualTo(1);
    assertThat(tensors.get(1).elements()).isEqualTo(6);
  }

  @Test
  void tensorsWithoutNumbersTakeNoRoom() throws Exception {
    String header = "{\"none\":{\"dtype\":\"F32\",\"shape\":[0,7],\"data_offsets\":[0,0]}}";

    assertThat(SafetensorsHeader.read(SafetensorsFiles.write(folder.resolve("m"), header, 0)))
        .extracting(Tensor::elements)
        .containsExactly(0L);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}     | takes 4 bytes, which do not fit F32 [2]
          {"a":{"dtype":"F99","shape":[1],"data_offsets":[0,4]}}     | has the unknown dtype F99
          {"a":{"dtype":7,"shape":[1],"data_offsets":[0,4]}}         | has a dtype that is no text
          {"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}    | has a shape with something else than natural numbers
          {"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}   | has a shape with something else than natural numbers
          {"a":{"dtype":"F32","shape":4,"data_offsets":[0,4]}}       | has a shape that is no list
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}     | needs two data_offsets
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}       | needs two data_offsets
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}     | ends at byte 8 of its data, of which the file has 4
          {"a":{"dtype":"F32","shape":[1]}}                          | needs exactly dtype, shape and data_offsets
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"x":1}} | needs exactly dtype, shape and data_offsets
          {"a":{"dtype":"F32","shape":[4611686018427387904,8],"data_offsets":[0,4]}} | has a shape beyond all memory
          {"a":{"dtype":"F32","shape":[9223372036854775808],"data_offsets":[0,4]}} | has a shape with something else than natural numbers
          {"a":[]}                                                   | needs exactly dtype, shape and data_offsets
          {"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[3],"data_offsets":[1,4]}} | overlaps the one before it
          {"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}} | leaves a gap of 1 bytes before it
          {"a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]}}      | has 1 bytes behind its last tensor
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}} | Duplicate field
          [1]                                                        | is no JSON object
          {} {}                                                      | goes on after its JSON object
          {"a"                                                       | is no JSON
          """)
  void aBrokenRuleIsNamed(String header, String rule) throws IOException {
    Path file = SafetensorsFiles.write(folder.resolve("broken.safetensors"), header, 4);

    InferenceException fault =
        catchThrowableOfType(InferenceException.class, () -> SafetensorsHeader.read(file));

    assertThat(fault.reason()).isEqualTo(InferenceException.Reason.BAD_CHECKPOINT);
    assertThat(fault).hasMessageStartingWith("broken.safetensors ").hasMessageContaining(rule);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 100_000_001, 99})
  void aHeaderLongerThanTheFileIsRefused(long claimed) throws IOException {
    Path file = SafetensorsFiles.write(folder.resolve("m"), claimed, TWO.substring(0, 20), 16);

    assertThatThrownBy(() -> SafetensorsHeader.read(file))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("claims a header of " + Long.toUnsignedString(claimed));
  }

  @Test
  void aFileOfAFewBytesIsRefused() throws IOException {
    Path file = Files.write(folder.resolve("m"), new byte[7]);

    assertThatThrownBy(() -> SafetensorsHeader.read(file)).hasMessageContaining("too few");
  }

  @Test
  void deepNestingIsRefused() throws IOException {
    String header = "{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";
    Path file = SafetensorsFiles.write(folder.resolve("m"), header, 0);

    assertThatThrownBy(() -> SafetensorsHeader.read(file)).isInstanceOf(InferenceException.class);
  }

  /** A file with a few bytes changed is read or refused, and nothing else happens. */
  @RepeatedTest(10)
  void noDamageDoesMoreThanRefuse(RepetitionInfo repetition) throws IOException {
    Random random = new Random(repetition.getCurrentRepetition());
    byte[] right = Files.readAllBytes(SafetensorsFiles.write(folder.resolve("m"), TWO, 16));
    int refused = 0;
    for (int i = 0; i < 300; i++) {
      byte[] damaged = right.clone();
      for (int change = 0; change <= random.nextInt(3); change++) {
        damaged[random.nextInt(8 + TWO.length())] = (byte) random.nextInt(256);
      }
      refused += isRefused(Files.write(folder.resolve("damaged"), damaged)) ? 1 : 0;
    }
    assertThat(refused).isBetween(100, 300);
  }

  @Test
  void aFileCutAnywhereIsRefused() throws IOException {
    byte[] right = Files.readAllBytes(SafetensorsFiles.write(folder.resolve("m"), TWO, 16));
    for (int length = 0; length < right.length; length++) {
      Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(right, length));

      assertThat(isRefused(cut)).as("cut after %d bytes", length).isTrue();
    }
  }

  private static boolean isRefused(Path file) {
    try {
      SafetensorsHeader.read(file).forEach(tensor -> assertThat(tensor.bytes()).isNotNegative());
      return false;
    } catch (InferenceException refused) {
      return true;
    }
  }
}
