package dev.rung.server.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.v1.BatchError;
import dev.rung.v1.GenerateBatchRequest;
import dev.rung.v1.GenerateBatchRequest.Item;
import dev.rung.v1.GenerateBatchResult;
import dev.rung.v1.GenerateRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file of requests on the command line. */
class BatchCommandTest {
  private final ScriptedDaemon daemon = new ScriptedDaemon();
  private final CommandLineUser user =
      new CommandLineUser((file, environment) -> daemon)
          .variable("RUNG_SERVER_GRPC_ADDRESS", daemon.address());

  @TempDir private Path folder;

  @AfterEach
  void close() {
    daemon.close();
  }

  @Test
  void writesALineForEachRequestOfTheFile() throws IOException {
    Path file =
        written(
            """
            {"id": "a", "prompt": "one", "max_tokens": 5}

            {"prompt": "two", "seed": "9007199254740993"}
            """);

    int code =
        user.types("generate", "--batch", file.toString(), "--model", "m", "--parallel", "3");

    assertThat(code).isZero();
    assertThat(user.out().lines())
        .hasSize(2)
        .first()
        .asString()
        .startsWith("{\"id\":\"a\",\"response\":{\"id\":\"\",\"text\":\"to one\"");
    GenerateBatchRequest sent = daemon.batches.getFirst();
    assertThat(sent.getMaxParallel()).isEqualTo(3);
    assertThat(sent.getItemsList())
        .containsExactly(
            item("a", GenerateRequest.newBuilder().setPrompt("one").setModel("m").setMaxTokens(5)),
            item(
                "3",
                GenerateRequest.newBuilder()
                    .setPrompt("two")
                    .setModel("m")
                    .setSeed(9_007_199_254_740_993L)));
  }

  @Test
  void failsWhenARequestFailed() throws IOException {
    daemon.items =
        item ->
            GenerateBatchResult.newBuilder()
                .setId(item.getId())
                .setError(BatchError.newBuilder().setReason("NO_MODEL").setMessage("nobody"))
                .build();

    int code = user.types("generate", "--batch", lines(20).toString());

    assertThat(code).isEqualTo(ExitCode.FAILED);
    assertThat(user.out()).contains("\"reason\":\"NO_MODEL\"");
    assertThat(user.err().lines()).hasSize(10).last().asString().contains("20 of 20, 20 failed");
  }

  @Test
  void drawsABarForAPerson() throws IOException {
    user.atATerminal().types("generate", "--batch", lines(4).toString());

    assertThat(user.err()).contains("[####################] 4 of 4, 0 failed, $0.000004");
  }

  @Test
  void goesOnWhereAnEarlierRunEnded() throws IOException {
    Path out = folder.resolve("out.jsonl");
    Files.writeString(
        out,
        """
        {"id":"1","response":{"text":"before"}}
        {"id":"2","error":{"reason":"NO_MODEL"}}
        {"id":"3","resp\
        """);

    int code = user.types("generate", "--batch", lines(4).toString(), "--out", out.toString());

    assertThat(code).isZero();
    assertThat(daemon.batches.getFirst().getItemsList())
        .extracting(Item::getId)
        .containsExactly("2", "3", "4");
    assertThat(Files.readAllLines(out)).hasSize(6);
    assertThat(BatchResults.answered(out)).containsExactlyInAnyOrder("1", "2", "3", "4");
    assertThat(user.out()).isEmpty();
  }

  @Test
  void goesOnWhereAnEarlierRunWasCutWithinACharacter() throws IOException {
    Path out = folder.resolve("out.jsonl");
    byte[] line = "{\"id\":\"1\",\"response\":{\"text\":\"é".getBytes(StandardCharsets.UTF_8);
    Files.write(out, Arrays.copyOf(line, line.length - 1));

    int code = user.types("generate", "--batch", lines(2).toString(), "--out", out.toString());

    assertThat(code).isZero();
    assertThat(daemon.batches.getFirst().getItemsList())
        .extracting(Item::getId)
        .containsExactly("1", "2");
    assertThat(BatchResults.answered(out)).containsExactlyInAnyOrder("1", "2");
  }

  @Test
  void saysThatThereIsNoFile() {
    int code = user.types("generate", "--batch", folder.resolve("gone.jsonl").toString());

    assertThat(code).isEqualTo(ExitCode.USAGE);
    assertThat(user.err()).contains("there is no file").contains("gone.jsonl");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "-1", "1e30", "cheap"})
  void refusesACostThatIsNone(String cost) throws IOException {
    int code = user.types("generate", "--batch", lines(1).toString(), "--max-cost=" + cost);

    assertThat(code).isEqualTo(ExitCode.USAGE);
    assertThat(daemon.batches).isEmpty();
  }

  @Test
  void spendsNoMoreOverAllCallsThanTheFileMayCost() throws IOException {
    user.types("generate", "--batch", lines(1_001).toString(), "--max-cost", "0.002");

    assertThat(daemon.batches)
        .extracting(GenerateBatchRequest::getItemsCount)
        .containsExactly(1_000, 1);
    assertThat(daemon.batches)
        .extracting(GenerateBatchRequest::getMaxCostNanos)
        .containsExactly(2_000_000L, 1_000_000L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[1]                          | line 1 must be a JSON object",
        "{\"prompt\": \"x\"} {}       | line 1 must be one JSON object",
        "{\"prompt\":                 | line 1 is no JSON",
        "{\"promt\": \"x\"}           | line 1 is no request: Cannot find field: promt",
        "{\"max_tokens\": \"many\"}   | line 1 is no request",
      })
  void refusesAFileWithAWrongLine(String line, String message) throws IOException {
    int code = user.types("generate", "--batch", written(line).toString());

    assertThat(code).isEqualTo(ExitCode.USAGE);
    assertThat(user.err()).contains(message);
    assertThat(daemon.batches).isEmpty();
  }

  @Test
  void refusesTheSameIdTwice() throws IOException {
    int code =
        user.types("generate", "--batch", written("{\"id\":\"a\"}\n{\"id\":\"a\"}").toString());

    assertThat(code).isEqualTo(ExitCode.USAGE);
    assertThat(user.err()).contains("line 2 the id \"a\" was there before");
  }

  @Test
  void refusesOptionsThatDoNotGoTogether() throws IOException {
    assertThat(user.types("generate", "x", "--out", "y")).isEqualTo(ExitCode.USAGE);
    assertThat(user.types("generate", "x", "--batch", lines(1).toString()))
        .isEqualTo(ExitCode.USAGE);
    assertThat(user.err()).contains("need --batch").contains("--batch excludes a prompt");
  }

  private Path lines(int count) throws IOException {
    return written(
        IntStream.rangeClosed(1, count)
            .mapToObj(i -> "{\"prompt\": \"p" + i + "\"}")
            .collect(Collectors.joining("\n")));
  }

  private Path written(String text) throws IOException {
    return Files.writeString(folder.resolve("in.jsonl"), text);
  }

  private static Item item(String id, GenerateRequest.Builder request) {
    return Item.newBuilder().setId(id).setRequest(request).build();
  }
}
