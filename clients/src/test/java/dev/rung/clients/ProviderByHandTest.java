package dev.rung.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.clients.Program.Finished;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The scripted provider as a person runs it. */
class ProviderByHandTest {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Pattern ADDRESS = Pattern.compile("listening at (http://[0-9.:]+)\n");

  @Test
  void answersFailsAndTellsWithoutSayingWhatItWasAsked() throws Exception {
    try (Program program = start("--port=0", "--text=so it is")) {
      program.awaitOutput("listening at ", LIMIT);
      Matcher address = ADDRESS.matcher(program.output());
      assertThat(address.find()).isTrue();

      String answer = post(address.group(1), "Hi");
      String failure = post(address.group(1), "fault:OVERLOADED");
      program.awaitOutput("OVERLOADED", LIMIT);

      assertThat(answer).contains("\"so it is\"");
      assertThat(failure).contains("overloaded_error");
      assertThat(program.output())
          .contains("POST /v1/messages: ANTHROPIC answer\nPOST /v1/messages: ANTHROPIC OVERLOADED")
          .doesNotContain("Hi");
    }
  }

  @Test
  void namesWhatItDoesNotKnow() throws Exception {
    try (Program program = start("--fault=HANGS")) {
      Finished finished = program.finish(LIMIT);

      assertThat(finished.code()).isEqualTo(2);
      assertThat(finished.err())
          .contains("HANGS", "HANG_BEHIND_THE_HEAD", "Usage: clients/provider");
    }
  }

  private static Program start(String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of("clients/provider"));
    command.addAll(List.of(options));
    return Program.start(PackagedDaemon.root(), Map.of(), command);
  }

  private static String post(String address, String prompt) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + "/v1/messages"))
            .POST(HttpRequest.BodyPublishers.ofString("{\"prompt\":\"" + prompt + "\"}"))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }
}
