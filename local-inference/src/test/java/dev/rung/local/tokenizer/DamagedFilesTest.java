package dev.rung.local.tokenizer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import dev.rung.local.Turn;
import dev.rung.local.Turn.Speaker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files changed at random are refused, or do no harm. By hand: {@code DamagedFilesTest ROUNDS
 * SEED}.
 */
class DamagedFilesTest {
  private static final int ROUNDS = 60;
  private static final long SEED = 17;
  private static final List<Path> FOLDERS =
      List.of(
          TokenizerTest.CHECKPOINTS.resolve("phi-tiny"),
          TokenizerTest.CHECKPOINTS.resolve("falcon-mamba-odd"),
          ByteFallbackTest.FOLDER);

  private static final String[] ODD = {
    "-1",
    "99999999999",
    "1e400",
    "null",
    "true",
    "\"\"",
    "[]",
    "{}",
    "\"\\u0000\"",
    "\"\\ud800\"",
    "0",
    "\"Sequence\"",
    "\"(a+)+$\"",
    "[[[]]]",
    "4294967295",
    "\"[\""
  };

  @TempDir Path temporary;

  public static void main(String[] arguments) throws Exception {
    DamagedFilesTest test = new DamagedFilesTest();
    test.temporary = Files.createTempDirectory("damaged");
    int rounds = Integer.parseInt(arguments[0]);
    long seed = Long.parseLong(arguments[1]);
    for (Path folder : FOLDERS) {
      test.tokenizers(folder, rounds, seed);
    }
    test.templates(rounds, seed);
    test.clear();
  }

  private void clear() throws Exception {
    try (Stream<Path> left = Files.walk(temporary)) {
      for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Test
  void aTokenizerIsRefusedOrWorks() throws Exception {
    for (Path folder : FOLDERS) {
      tokenizers(folder, ROUNDS, SEED);
    }
  }

  private void tokenizers(Path folder, int rounds, long seed) throws Exception {
    Random random = new Random(seed);
    String good = Files.readString(folder.resolve("tokenizer.json"), UTF_8);
    int worked = 0;
    for (int round = 0; round < rounds; round++) {
      Files.writeString(temporary.resolve("tokenizer.json"), damaged(good, random));
      try (Tokenizer tokenizer = Tokenizer.read(temporary, 700)) {
        worked++;
        int[] ids = tokenizer.encode("Hello <|endoftext|> w\u00F6rld  \n\t 123 \uD83D\uDE00");
        Detokenizer detokenizer = tokenizer.detokenizer();
        for (int id : ids) {
          detokenizer.push(id);
        }
        detokenizer.end();
      } catch (InferenceException refused) {
        assertThat(refused.reason()).isEqualTo(Reason.BAD_CHECKPOINT);
        assertThat(refused).hasMessageStartingWith("tokenizer.json");
      }
    }
    assertThat(worked).isBetween(1, rounds - 1);
  }

  @Test
  void aTemplateIsRefusedOrWorks() throws Exception {
    templates(2 * ROUNDS, SEED);
  }

  private void templates(int rounds, long seed) throws Exception {
    Random random = new Random(seed);
    String good = JinjaTemplateTest.source("llama3-dated") + JinjaTemplateTest.source("llama2");
    int worked = 0;
    for (int round = 0; round < rounds; round++) {
      String source = spliced(good, random);
      try {
        JinjaTemplate.of(
                source, new TokenizerConfig(Optional.empty(), "<s>", "</s>"), () -> Instant.EPOCH)
            .render(List.of(new Turn(Speaker.SYSTEM, "a"), new Turn(Speaker.USER, "{{ b }}")));
        worked++;
      } catch (InferenceException refused) {
        assertThat(refused.reason()).isIn(Reason.BAD_CHECKPOINT, Reason.BAD_CONVERSATION);
      }
    }
    assertThat(worked).isBetween(1, rounds - 1);
  }

  /** Cuts something out, or puts in what does not belong there. */
  private static String damaged(String json, Random random) {
    int at = random.nextInt(json.length());
    return switch (random.nextInt(4)) {
      case 0 -> json.substring(0, at);
      case 1 ->
          json.substring(0, at)
              + json.substring(Math.min(json.length(), at + 1 + random.nextInt(9)));
      case 2 -> json.substring(0, at) + (char) (' ' + random.nextInt(95)) + json.substring(at + 1);
      default -> withOddValue(json, at, random);
    };
  }

  /** Replaces the next value, most of the time one of the settings before the vocabulary. */
  private static String withOddValue(String json, int anywhere, Random random) {
    int settings = json.indexOf("\"vocab\"");
    int near = random.nextInt(4) == 0 ? anywhere : random.nextInt(settings);
    int colon = json.indexOf(':', near);
    if (colon < 0) {
      return json;
    }
    int end = colon + 1;
    while (end < json.length() && ",}]".indexOf(json.charAt(end)) < 0) {
      end++;
    }
    return json.substring(0, colon + 1) + ODD[random.nextInt(ODD.length)] + json.substring(end);
  }

  private static String spliced(String source, Random random) {
    int from = random.nextInt(source.length());
    int to = Math.min(source.length(), from + random.nextInt(40));
    int other = random.nextInt(source.length());
    String piece = source.substring(other, Math.min(source.length(), other + random.nextInt(60)));
    return source.substring(0, from) + (random.nextBoolean() ? piece : "") + source.substring(to);
  }
}
