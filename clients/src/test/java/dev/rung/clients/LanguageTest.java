package dev.rung.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.clients.Program.Finished;
import dev.rung.server.scripted.ScriptedProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine that is set up in a language with digits of its own: U+0660 to U+0669. */
class LanguageTest {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Map<String, String> ARABIC =
      Map.of("RUNG_JAVA_OPTS", "-Duser.language=ar -Duser.country=EG");

  @TempDir Path folder;

  private final ScriptedProvider provider = ScriptedProvider.start();
  private PackagedDaemon daemon;

  @BeforeEach
  void start() throws Exception {
    Map<String, String> environment = new HashMap<>(ARABIC);
    environment.put("OPENAI_API_KEY", "k");
    daemon =
        PackagedDaemon.start(folder, Models.oneRemote(provider.baseUrl()), environment, List.of());
  }

  @AfterEach
  void stop() {
    daemon.close();
    provider.close();
  }

  @Test
  void templatesAnswerAsElsewhere() throws Exception {
    Finished answer = rung("generate", "week number of 2027-01-01");

    assertThat(answer.out())
        .as(answer.err())
        .isEqualTo("1 January 2027 is in ISO week 53 of 2026 (28 December to 3 January).\n");
  }

  @Test
  void costsAreReadFromTheBooksAndShownAsElsewhere() throws Exception {
    provider.openAi("Three.");

    Finished answer = rung("generate", "--no-templates", "Count the words of this sentence.");
    Finished costs = rung("route", "costs", "--period", "7d");

    assertThat(answer.out()).as(answer.err()).isEqualTo("Three.\n");
    assertThat(costs.code()).as(costs.err()).isZero();
    assertThat(costs.out()).contains("counting-model").doesNotContainPattern("[\u0660-\u0669]");
  }

  private Finished rung(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(PackagedDaemon.root().resolve("rung").toString());
    command.addAll(List.of(arguments));
    try (Program program = Program.start(folder, daemon.environment(), command)) {
      return program.finish(LIMIT);
    }
  }
}
