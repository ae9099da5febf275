package dev.rung.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.clients.Program.Finished;
import dev.rung.clients.Readme.Block;
import dev.rung.server.scripted.Replies;
import dev.rung.server.scripted.ScriptedProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Follows the README from top to bottom, as a stranger does.
 *
 * <p>A block that starts the daemon leaves it running for the blocks below, until another one does
 * the same. A {@code text} block right below another one is what that prints. Ollama and OpenAI are
 * scripted.
 */
class ReadmeTest {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final String OLLAMAS_MODEL = "llama3.2:3b";
  private static final String OPEN_AIS_MODEL = "gpt-4o";
  private static final Set<String> COMMANDS = Set.of("sh", "python", "js", "toml");
  private static final Set<String> REASONS =
      Set.of("it is what runs this", "grpcurl is not part of the build", "it fetches gigabytes");

  /** Takes a configuration as its name, which is what bash calls $0. */
  private static final String READ_TOML =
      "cd $(mktemp -d) && echo \"$0\" > rung.toml"
          + " && RUNG_STORE_FOLDER=off $OLDPWD/rung models list --in-process";

  private final Readme readme = readme();
  private final ScriptedProvider ollama =
      ScriptedProvider.start()
          .at("/api/tags", Replies.ollamaTags(OLLAMAS_MODEL))
          .otherwise(Replies.ollama("Green tea is steamed."));
  private final ScriptedProvider openAi =
      ScriptedProvider.start()
          .at(
              "/v1/models",
              Replies.respond(200, "{\"data\":[{\"id\":\"" + OPEN_AIS_MODEL + "\"}]}"))
          .otherwise(Replies.openAi("Green tea is steamed."));
  private final int port = PackagedDaemon.freePort();
  private final int httpPort = PackagedDaemon.freePort();
  private final Map<String, String> environment = environment();
  private Optional<Program> daemon = Optional.empty();

  @AfterEach
  void close() {
    stopDaemon();
    ollama.close();
    openAi.close();
  }

  @TestFactory
  Stream<DynamicTest> everyCommandWorks() throws Exception {
    ClientsTest.generatePythonModules();
    ClientsTest.installNodeModules();
    Stream<DynamicTest> blocks =
        readme.blocks().stream()
            .filter(block -> COMMANDS.contains(block.language()))
            .filter(block -> block.after("not run:").isEmpty())
            .map(block -> DynamicTest.dynamicTest("line " + block.line(), () -> follow(block)));
    return Stream.concat(
        blocks, Stream.of(DynamicTest.dynamicTest("asks the models", this::assertModelsWereAsked)));
  }

  private void assertModelsWereAsked() {
    assertThat(ollama.requests()).anyMatch(request -> request.path().equals("/api/chat"));
    assertThat(openAi.requests())
        .anyMatch(request -> request.says("\"model\":\"" + OPEN_AIS_MODEL + "\""));
  }

  @Test
  void leavesOutOnlyWhatItMust() {
    assertThat(readme.blocks())
        .flatExtracting(block -> block.after("not run:").stream().toList())
        .isSubsetOf(REASONS);
    assertThat(readme.blocks())
        .extracting(Block::language)
        .isSubsetOf(Set.of("sh", "python", "js", "text", "toml"));
  }

  @Test
  void showsTheClientsAsTheyAre() throws Exception {
    for (Block block : readme.blocks()) {
      Optional<String> file = block.after("file:");
      if (file.isPresent()) {
        assertThat(PackagedDaemon.root().resolve(file.get())).hasContent(block.text());
      }
    }
  }

  @Test
  void linksToWhatIsThere() {
    Matcher link = Pattern.compile("\\]\\(([^):]+)\\)").matcher(readme.text());
    assertThat(link.results().map(found -> found.group(1)))
        .isNotEmpty()
        .allSatisfy(path -> assertThat(PackagedDaemon.root().resolve(path)).exists());
  }

  private void follow(Block block) throws IOException, InterruptedException {
    switch (block.language()) {
      case "python" -> finish(block, "/usr/bin/python3", block.after("file:").orElseThrow());
      case "toml" -> finish(block, "bash", "-euc", READ_TOML, block.text());
      case "js" -> finish(block, "node", block.after("file:").orElseThrow());
      default -> {
        if (block.text().strip().endsWith("./rung serve")) {
          startDaemon(block);
        } else {
          String text = block.text().replace("127.0.0.1:8080", "127.0.0.1:" + httpPort);
          finish(block, "bash", "-euo", "pipefail", "-c", text);
        }
      }
    }
  }

  private void finish(Block block, String... command) throws IOException, InterruptedException {
    try (Program program = Program.start(PackagedDaemon.root(), environment, List.of(command))) {
      Finished finished = program.finish(LIMIT);
      assertThat(finished.code()).as(block.text() + finished.out() + finished.err()).isZero();
      expected(block).ifPresent(text -> assertThat(finished.out()).isEqualTo(text));
    }
  }

  private Optional<String> expected(Block block) {
    int next = readme.blocks().indexOf(block) + 1;
    return next < readme.blocks().size() && readme.blocks().get(next).language().equals("text")
        ? Optional.of(readme.blocks().get(next).text())
        : Optional.empty();
  }

  private void startDaemon(Block block) throws IOException, InterruptedException {
    stopDaemon();
    List<String> command =
        List.of("bash", "-euc", block.text().replace("./rung serve", "exec ./rung serve"));
    Map<String, String> variables = new HashMap<>(environment);
    List<String> models = new ArrayList<>();
    if (!block.text().contains("RUNG_ROUTING_OFFLINE=strict")) {
      models.add(OLLAMAS_MODEL);
    }
    if (block.text().contains("OPENAI_API_KEY")) {
      variables.put("OPENAI_BASE_URL", openAi.baseUrl().toString());
      models.add(OPEN_AIS_MODEL);
    }
    Program program = Program.start(PackagedDaemon.root(), variables, command);
    daemon = Optional.of(program);
    program.awaitOutput("Serving on port " + port, LIMIT);
    for (String model : models) {
      Models.awaitListed(environment, model, LIMIT);
    }
  }

  private void stopDaemon() {
    daemon.ifPresent(Program::close);
    daemon = Optional.empty();
  }

  private Map<String, String> environment() {
    return Map.of(
        "PATH", "/usr/bin:" + System.getenv("PATH"),
        "RUNG_SERVER_GRPC_ADDRESS", "127.0.0.1:" + port,
        "RUNG_SERVER_ADMIN_ADDRESS", "127.0.0.1:" + PackagedDaemon.freePort(),
        "RUNG_SERVER_HTTP_ADDRESS", "127.0.0.1:" + httpPort,
        "RUNG_STORE_FOLDER", state(),
        "OLLAMA_HOST", ollama.rootUrl().toString());
  }

  /** The daemons of the README's commands share their state, as a reader's do. */
  private static String state() {
    try {
      return Files.createTempDirectory(Path.of("target"), "state").toAbsolutePath().toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Readme readme() {
    try {
      return Readme.parse(Files.readString(PackagedDaemon.root().resolve("README.md")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
