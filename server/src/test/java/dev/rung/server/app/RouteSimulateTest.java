package dev.rung.server.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.rung.server.app.cli.Terminal;
import dev.rung.server.generate.Strategy;
import dev.rung.server.generate.Tier;
import dev.rung.server.simulate.Figures;
import dev.rung.server.simulate.Simulation;
import dev.rung.server.simulate.TaskReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code rung route simulate} as it is typed. */
@Timeout(600)
class RouteSimulateTest {
  private static final Path EXAMPLE =
      Path.of(System.getProperty("rung.folder", "..")).resolve("docs/examples/tasks.jsonl");
  private static final String TASKS =
      """
      {"prompt": "hello"}
      {"id": "d", "prompt": "Design the architecture of a ride sharing platform for ten million users."}
      """;

  private final Map<String, String> environment = new HashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path folder;

  @BeforeEach
  void keepToThisFolder() {
    environment.put("RUNG_DISCOVERY_MODELS_DIR", folder.toString());
  }

  @Test
  void theExampleTasksSaveMoreThanTheyMustWithTheDefaultConfiguration() throws Exception {
    Simulation all;
    try (DryRun run = DryRun.open(Optional.empty(), environment);
        InputStream in = Files.newInputStream(EXAMPLE);
        TaskReader tasks = TaskReader.of(in, EXAMPLE.toString())) {
      all = run.pricing().simulator().run(tasks);
    }

    assertThat(all.tasks()).isEqualTo(1_000);
    assertThat(all.failed()).isZero();
    Figures balanced = all.of(Strategy.BALANCED);
    Figures atTier4 = all.baseline().orElseThrow().figures();
    assertThat(atTier4.byTier()).containsEntry(Tier.LARGE, 1_000L);
    assertThat(balanced.nobody()).isZero();
    assertThat(balanced.smallShare()).isGreaterThanOrEqualTo(0.7);
    assertThat(balanced.savedAgainst(atTier4)).isGreaterThan(0.6);
    assertThat(balanced.quality())
        .isBetween(all.fixed().get(1).figures().quality(), atTier4.quality());
  }

  @Test
  void pricesTheCatalogueWhereNothingIsConfigured() throws Exception {
    assertThat(types("--tasks", tasks(TASKS))).as(err()).isZero();

    assertThat(err())
        .startsWith("No model is ready here, so these are the ")
        .contains(" of the shipped catalogue (", ") as if every key were set.\n");
    assertThat(out())
        .startsWith("2 tasks, ")
        .containsPattern("balanced \\* +50.0 % +- +- +- +50.0 %")
        .contains("SAVED is against all tier 4: ", "template:greeting")
        .containsPattern("local-only +50.0 % +- +- +- +- +- +1 ");
  }

  @Test
  void namesTheModelsThatHaveNoPrice() throws Exception {
    Path config = folder.resolve("rung.toml");
    Files.writeString(
        config,
        """
        [providers.mine]
        kind = "openai"
        base_url = "http://10.1.1.1/v1"
        api_key_env = "MINE"
        [[models.tier4]]
        name = "mystery"
        provider = "mine"
        unpriced = "allow"
        """);

    assertThat(types("--tasks", tasks(TASKS), "--config", config.toString())).as(err()).isZero();

    assertThat(err()).contains("Not priced, so that what they serve counts as nothing: mystery.");
  }

  @Test
  void pricesTheConfiguredFleetEvenWithoutItsKey() throws Exception {
    Path config = folder.resolve("rung.toml");
    Files.writeString(
        config,
        """
        [routing]
        strategy = "cost-first"
        [providers.mine]
        kind = "openai"
        base_url = "http://10.1.1.1/v1"
        api_key_env = "MINE"
        [[models.tier4]]
        name = "big"
        provider = "mine"
        input_cost_per_million = 0
        output_cost_per_million = 10
        context_window = 8192
        """);

    assertThat(types("--tasks", tasks(TASKS), "--csv", "--config", config.toString()))
        .as(err())
        .isZero();

    assertThat(err()).startsWith("No model is ready here, so these are the 1 of the configuration");
    assertThat(out().lines())
        .first()
        .isEqualTo(
            "kind,name,configured,tier0,tier1,tier2,tier3,tier4,fallback,nobody,cost_usd,saved,"
                + "quality,latency_ms");
    assertThat(out().lines())
        .anySatisfy(line ->
            assertThat(line).startsWith("strategy,cost-first,true,1,0,0,0,1,0,0,0.012000000,"))
        .anySatisfy(line ->
            assertThat(line).startsWith("fixed,all tier 4: big,false,0,0,0,0,2,0,0,0.012200000,"));
  }

  @Test
  void takesOnlyWhatIsReadyWhereAKeyIsSet() throws Exception {
    environment.put("OPENAI_API_KEY", "k-secret");

    assertThat(types("--tasks", tasks(TASKS), "--json")).as(err()).isZero();

    assertThat(err()).containsPattern("^[0-9]+ models are ready\\.\n$");
    assertThat(out()).contains("\"all tier 4: gpt-").doesNotContain("qwen", "k-secret");
    try (JsonParser json = new JsonFactory().createParser(out())) {
      assertThat(json.nextToken()).isNotNull();
      json.skipChildren();
      assertThat(json.nextToken()).isNull();
    }
  }

  @Test
  void drawsAPictureThatIsXml() throws Exception {
    Path svg = folder.resolve("curve.svg");

    assertThat(types("--tasks", tasks(TASKS), "--svg", svg.toString())).as(err()).isZero();

    var picture = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(svg.toFile());
    assertThat(picture.getDocumentElement().getTagName()).isEqualTo("svg");
    assertThat(picture.getElementsByTagName("circle").getLength()).isGreaterThan(8);
    assertThat(Files.readString(svg)).contains("balanced (in force)").doesNotContain("http://10");
  }

  @Test
  void showsABarAtATerminalAndReadsStandardInput() throws Exception {
    assertThat(types(true, "", "--tasks", tasks(TASKS))).isZero();
    assertThat(err()).contains("\u001b[K[", "] ");

    assertThat(types(false, TASKS, "--tasks", "-")).isZero();
    assertThat(out()).startsWith("2 tasks, ");
  }

  @Test
  void decidesByRulesWhereTheClassifierCannotBeRead() throws Exception {
    environment.put("RUNG_CLASSIFY_MODEL", folder.resolve("none.onnx").toString());

    assertThat(types("--tasks", tasks(TASKS), "--json")).as(err()).isZero();

    assertThat(out()).contains("\"architecture\"").doesNotContain("\"classifier\"");
  }

  @Test
  void saysWhatIsWrong() throws Exception {
    assertThat(types("--tasks", tasks("{\"prompt\": \"a\"}\n{\"promt\": \"b\"}"))).isEqualTo(2);
    assertThat(err()).endsWith("tasks.jsonl:2: a task needs either prompt or messages\n");

    assertThat(types("--tasks", folder.resolve("none").toString())).isEqualTo(2);
    assertThat(err()).contains("rung: there is no file ");

    assertThat(types("--tasks", tasks(TASKS), "--csv", "--json")).isEqualTo(2);

    environment.put("RUNG_ROUTING_OFFLINE", "strict");
    assertThat(types("--tasks", tasks(TASKS))).isEqualTo(2);
    assertThat(err()).contains("rung: no model can be priced");
  }

  private String tasks(String lines) throws Exception {
    return Files.writeString(folder.resolve("tasks.jsonl"), lines).toString();
  }

  private int types(String... options) {
    return types(false, "", options);
  }

  private int types(boolean person, String input, String... options) {
    out.reset();
    err.reset();
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(input.getBytes(UTF_8)),
            new PrintStream(out, false, UTF_8),
            new PrintStream(err, true, UTF_8),
            person,
            person);
    String[] command = new String[options.length + 2];
    List.of("route", "simulate").toArray(command);
    System.arraycopy(options, 0, command, 2, options.length);
    return Main.run(terminal, environment, command);
  }

  private String out() {
    return out.toString(UTF_8);
  }

  private String err() {
    return err.toString(UTF_8);
  }
}
