package dev.rung.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rung.v1.GenerateRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A model that may remember about 250 tokens of its texts. */
class LocalMemoryTest {
  private static final Path TINY =
      Path.of("..", "models", "rung-tiny").toAbsolutePath().normalize();

  private static RunningDaemon daemon;

  @BeforeAll
  static void start() {
    daemon =
        RunningDaemon.with(
            """
            [routing]
            offline = "strict"

            [local]
            load = "lazy"
            cache_bytes = 1048576

            [[models.tier1]]
            name = "rung-tiny"
            provider = "local"
            path = "%s"
            """
                .formatted(TINY));
  }

  @AfterAll
  static void stop() {
    daemon.close();
  }

  @Test
  void saysWhatToAskForWhenAnAnswerCouldNotBeRemembered() {
    StatusRuntimeException refused =
        catchThrowableOfType(StatusRuntimeException.class, () -> generate(900));

    assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refused.getStatus().getDescription())
        .contains("CONTEXT_TOO_LONG")
        .contains("the model may take 1048576: ask for fewer, or allow it more");
  }

  @Test
  void answersWhatIsShortEnough() {
    assertThat(generate(50)).isEqualTo("- apple\n- pear");
  }

  private static String generate(int maxTokens) {
    GenerateRequest request =
        GenerateRequest.newBuilder()
            .setPrompt("Turn this list into bullet points: apple, pear")
            .setModel("rung-tiny")
            .setMaxTokens(maxTokens)
            .setTemperature(0)
            .build();
    return daemon.router().generate(request).getText();
  }
}
