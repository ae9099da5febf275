package dev.rung.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.models.FakeHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code rung models pull} and {@code verify} as they are typed, against a hub on loopback. */
@Timeout(600)
class ModelsCommandsTest {
  private static final Path PHI =
      Path.of("..", "local-inference", "src/test/resources/checkpoints/phi-tiny");
  private static final String WEIGHTS = "model.safetensors";

  private final FakeHub hub = new FakeHub();
  private final Map<String, String> environment = new HashMap<>();
  private Typed typed = new Typed(0, "", "");

  @TempDir Path folder;

  @BeforeEach
  void offerACheckpoint() throws IOException {
    hub.with("config.json", Files.readString(PHI.resolve("config.json")))
        .with("tokenizer.json", "{}")
        .withLarge(WEIGHTS, Files.readAllBytes(PHI.resolve(WEIGHTS)));
    environment.put("HF_ENDPOINT", hub.endpoint().toString());
    environment.put("HF_TOKEN", FakeHub.TOKEN);
    environment.put("RUNG_DISCOVERY_MODELS_DIR", folder.toString());
  }

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void pullsAndVerifies() {
    assertThat(types("models", "pull", "acme/small-phi")).as(err()).isZero();
    assertThat(out())
        .startsWith(folder.resolve("small-phi") + ": 3 files, ")
        .endsWith(", acme/small-phi at 0123456789ab\n");
    assertThat(err()).contains("3 files, ", "100 %, ").doesNotContain("\u001b");

    assertThat(types("models", "verify")).as(err()).isZero();
    assertThat(out())
        .startsWith("small-phi: sound, 3 files, ")
        .endsWith(" as fetched from acme/small-phi\n");

    assertThat(types("models", "pull", "acme/small-phi")).isZero();
    assertThat(out()).endsWith("(complete before, nothing fetched)\n");
  }

  @Test
  void measuresThePerplexity() throws IOException {
    Path tiny = Files.createDirectories(folder.resolve("tiny"));
    for (String file :
        new String[] {"config.json", "tokenizer.json", "tokenizer_config.json", WEIGHTS}) {
      Files.copy(PHI.resolve(file), tiny.resolve(file));
    }

    assertThat(types("models", "verify", "--perplexity", "tiny")).as(err()).isZero();

    assertThat(out())
        .contains("tiny: can be read; ")
        .containsPattern(
            "tiny: perplexity [0-9.]+ in bf16, [0-9.]+ in int8 \\([0-9.]+ times as much\\):"
                + " int8 is chosen");
    assertThat(err()).contains("tiny: bf16, 50 %").contains("tiny: int8, 100 %");
    assertThat(tiny.resolve("rung-perplexity.json")).content().contains("\"perplexity\": {");
  }

  @Test
  void neverPrintsTheToken() {
    hub.hub()
        .otherwise(
            exchange -> exchange.respond(401, Map.of("X-Error-Code", "GatedRepo"), FakeHub.TOKEN));

    assertThat(types("models", "pull", "acme/small-phi")).isEqualTo(1);

    assertThat(err())
        .isEqualTo(
            "rung: acme/small-phi is not open to the token in HF_TOKEN: accept the licence at %s/acme/small-phi with the account that the token belongs to, and let the token read gated repositories\n"
                .formatted(hub.endpoint()));
    assertThat(out() + err()).doesNotContain(FakeHub.TOKEN);
  }

  @Test
  void pullsIntoAFolderOfChoice() {
    Path elsewhere = folder.resolve("elsewhere/mine");

    assertThat(types("models", "pull", "acme/small-phi", "--to", elsewhere.toString())).isZero();

    assertThat(elsewhere.resolve(WEIGHTS)).exists();
    assertThat(folder.resolve("small-phi")).doesNotExist();
    assertThat(types("models", "verify", elsewhere.toString())).isZero();
    assertThat(out()).startsWith("mine: sound");
  }

  @Test
  void asksForTheRevisionThatIsTyped() {
    types("models", "pull", "acme/small-phi", "--revision", "v2.0");

    assertThat(hub.hub().requests().getFirst().path()).contains("/revision/v2.0?");
  }

  @Test
  void tellsEveryFaultInALineAndEndsWith1() throws Exception {
    types("models", "pull", "acme/small-phi");
    Files.writeString(folder.resolve("small-phi/config.json"), "{}");
    Files.delete(folder.resolve("small-phi/tokenizer.json"));

    assertThat(types("models", "verify", "small-phi")).isEqualTo(1);

    assertThat(out().lines())
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).startsWith("small-phi: "));
    assertThat(err()).endsWith("'rung models pull acme/small-phi' repairs it.\n");

    assertThat(types("models", "pull", "acme/small-phi")).isZero();
    assertThat(types("models", "verify", "small-phi")).isZero();
  }

  @Test
  void saysWhenTheRuntimeCannotTakeWhatWasPulled() {
    hub.with("config.json", "{\"architectures\":[\"GptForCausalLM\"]}");

    assertThat(types("models", "pull", "acme/small-phi")).isZero();

    assertThat(err())
        .contains("This version cannot run it: config.json")
        .contains("GptForCausalLM");
  }

  @Test
  void showsTheLicenceOfAKnownModelAndTheHintToAGatedOne() {
    environment.remove("HF_TOKEN");
    hub.hub().otherwise(exchange -> exchange.respond(403, Map.of("X-Error-Code", "GatedRepo"), ""));

    assertThat(types("models", "pull", "phi-2")).isEqualTo(1);

    assertThat(err())
        .startsWith("microsoft/phi-2 is under this licence: MIT, https://")
        .contains("rung: microsoft/phi-2 is gated: accept the licence at ")
        .endsWith("and set HF_TOKEN to a token of that account\n");
  }

  @Test
  void refusesWhatCannotBeMeant() throws Exception {
    assertThat(types("models", "pull", "phi2")).isEqualTo(2);
    assertThat(err()).contains("did you mean phi-2?");

    assertThat(types("models", "verify", "phi-2")).isEqualTo(2);
    assertThat(err()).contains("there is no checkpoint phi-2");

    Files.writeString(folder.resolve("mine.toml"), "nmae = \"mine\"\n");
    assertThat(types("models", "pull", "phi-2")).isEqualTo(2);
    assertThat(err()).contains("mine.toml:1: unknown key nmae: did you mean name?");
  }

  @Test
  void refusesAnEndpointThatIsNone() {
    environment.put("HF_ENDPOINT", "hub.example");

    assertThat(types("models", "pull", "phi-2")).isEqualTo(2);
    assertThat(err())
        .isEqualTo(
            "rung: environment: HF_ENDPOINT must be an http or https URL without user, query and"
                + " fragment\n");
  }

  @Test
  void fetchesNothingOffline() {
    environment.put("RUNG_ROUTING_OFFLINE", "strict");

    assertThat(types("models", "pull", "acme/small-phi")).isEqualTo(1);
    assertThat(err()).startsWith("rung: routing.offline is \"strict\", so nothing is fetched");
    assertThat(hub.hub().requests()).isEmpty();
  }

  @Test
  void saysHowToGetAFirstCheckpoint() {
    assertThat(types("models", "verify")).isZero();

    assertThat(out())
        .isEqualTo(
            "There is no checkpoint in %s: 'rung models pull phi-2' fetches one.\n"
                .formatted(folder));
  }

  @Test
  void listsWhatIsHereAndWhatCouldBe() {
    types("models", "pull", "acme/small-phi");

    assertThat(types("models", "list", "--in-process")).as(err()).isZero();

    assertThat(out().lines().map(line -> line.replaceAll(" {2,}", " | ")))
        .anySatisfy(line ->
            assertThat(line)
                .isEqualTo(
                    "CHECKPOINT | HUB ID | DOWNLOAD | ON DISK | MEMORY IN f32 / bf16 / int8 | STATE"))
        .anySatisfy(line ->
            assertThat(line).startsWith("small-phi | acme/small-phi | ").endsWith(" kB | ready"))
        .contains(
            "phi-2 | microsoft/phi-2 | 5.6 GB | - | 10.9 GB / 5.6 GB / 2.9 GB | not here: rung models pull phi-2");
  }

  /** Forgets what was printed before, and runs a command as the program does. */
  private int types(String... arguments) {
    typed = Typed.in(environment, arguments);
    return typed.code();
  }

  private String out() {
    return typed.out();
  }

  private String err() {
    return typed.err();
  }
}
