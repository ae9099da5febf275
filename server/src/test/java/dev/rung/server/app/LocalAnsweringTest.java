package dev.rung.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rung.server.time.Eventually;
import dev.rung.v1.FinishReason;
import dev.rung.v1.GenerateChunk;
import dev.rung.v1.GenerateRequest;
import dev.rung.v1.GenerateResponse;
import dev.rung.v1.Hints;
import dev.rung.v1.ListModelsRequest;
import dev.rung.v1.Message;
import dev.rung.v1.Model;
import dev.rung.v1.Role;
import dev.rung.v1.RoutingDecision;
import dev.rung.v1.Tier;
import dev.rung.v1.Usage;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The shipped model, in a daemon that may open no connection. */
class LocalAnsweringTest {
  private static final Path TINY =
      Path.of("..", "models", "rung-tiny").toAbsolutePath().normalize();

  private static RunningDaemon daemon;

  @BeforeAll
  static void start() throws Exception {
    daemon =
        RunningDaemon.with(
            """
            [routing]
            offline = "strict"

            # Answers are not shortened, however slow the machine is.
            [local]
            longest_answer = "1d"

            [providers.other]
            kind = "local"

            [[models.tier1]]
            name = "rung-tiny"
            provider = "local"
            path = "%1$s"

            [[models.fallback]]
            name = "last"
            provider = "other"
            path = "%1$s"
            """
                .formatted(TINY));
    awaitServing();
  }

  @AfterAll
  static void stop() {
    daemon.close();
  }

  private static void awaitServing() {
    HealthCheckRequest tier = HealthCheckRequest.newBuilder().setService("tier1").build();
    Iterator<HealthCheckResponse> watch =
        HealthGrpc.newBlockingStub(daemon.channel())
            .withDeadlineAfter(RunningDaemon.PATIENCE.toSeconds(), TimeUnit.SECONDS)
            .watch(tier);
    while (watch.next().getStatus() != HealthCheckResponse.ServingStatus.SERVING) {
      // The next message says more.
    }
  }

  private static GenerateRequest asking(String prompt) {
    return GenerateRequest.newBuilder()
        .setPrompt(prompt)
        .setModel("rung-tiny")
        .setTemperature(0)
        .build();
  }

  @Test
  void answersWithoutAnyConnection() {
    GenerateResponse answer =
        daemon.router().generate(asking("Turn this list into bullet points: apple, pear, plum"));

    assertThat(answer.getText()).isEqualTo("- apple\n- pear\n- plum");
    assertThat(answer.getModel()).isEqualTo("rung-tiny");
    assertThat(answer.getTier()).isEqualTo(Tier.TIER_1_TINY);
    assertThat(answer.getFinishReason()).isEqualTo(FinishReason.STOP);
    assertThat(answer.getCostNanos()).isZero();
    assertThat(answer.getUsage().getInputTokens()).isPositive();
    assertThat(answer.getUsage().getOutputTokens()).isPositive();
    assertThat(answer.getUsage().getEstimated()).isFalse();
  }

  @Test
  void servesEveryTierWhereItIsTheOnlyModel() {
    GenerateResponse answer =
        daemon.router().generate(GenerateRequest.newBuilder().setPrompt("Design Twitter.").build());

    assertThat(answer.getModel()).isEqualTo("rung-tiny");
    assertThat(answer.getDecision().getClassifiedTier()).isEqualTo(Tier.TIER_4_LARGE);
  }

  @Test
  void streamsTheSameThatItAnswersInOnePiece() {
    GenerateRequest request = asking("Convert to a JSON array: red, green, blue");

    GenerateResponse whole = daemon.router().generate(request);
    List<GenerateChunk> chunks = daemon.stream(request);

    assertThat(text(chunks)).isEqualTo(whole.getText()).isNotEmpty();
    Usage usage = chunks.getLast().getFinal().getUsage();
    assertThat(usage.getInputTokens()).isEqualTo(whole.getUsage().getInputTokens());
    assertThat(usage.getOutputTokens()).isEqualTo(whole.getUsage().getOutputTokens());
  }

  @Test
  void saysWhatItDidNotHaveToReadAgain() {
    GenerateRequest request = asking("Turn this list into numbered lines: one, two, three, four");

    long first = daemon.router().generate(request).getUsage().getCachedInputTokens();
    // The model keeps what it read a moment after the caller has the answer.
    List<Usage> usages = new ArrayList<>();
    Eventually.until(
        "what was read is used again",
        () -> {
          usages.add(daemon.router().generate(request).getUsage());
          return usages.getLast().getCachedInputTokens() > first;
        });
    Usage again = usages.getLast();

    assertThat(again.getCachedInputTokens()).isGreaterThan(first);
    assertThat(again.getCachedInputTokens()).isLessThan(again.getInputTokens());
  }

  @Test
  void answersManyAtOnceAsItAnswersOne() throws Exception {
    List<GenerateRequest> requests = new ArrayList<>();
    for (String items :
        List.of(
            "a, b",
            "one, two, three",
            "x",
            "blue sky; rain",
            "k=v",
            "1 2 3",
            "north, south, east, west",
            "user name")) {
      requests.add(asking("Turn this list into bullet points: " + items));
    }
    List<String> alone = requests.stream().map(r -> text(daemon.stream(r))).toList();

    List<Callable<String>> together =
        requests.stream().map(r -> (Callable<String>) () -> text(daemon.stream(r))).toList();
    List<String> texts = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(requests.size())) {
      for (Future<String> text : threads.invokeAll(together)) {
        texts.add(text.get());
      }
    }

    assertThat(texts).isEqualTo(alone);
  }

  @Test
  void stopsWhereItIsTold() {
    GenerateRequest list = asking("Turn this list into bullet points: apple, pear, plum");

    GenerateResponse short_ = daemon.router().generate(list.toBuilder().setMaxTokens(2).build());
    GenerateResponse stopped = daemon.router().generate(list.toBuilder().addStop("pear").build());

    assertThat(short_.getFinishReason()).isEqualTo(FinishReason.LENGTH);
    assertThat(short_.getUsage().getOutputTokens()).isEqualTo(2);
    assertThat(stopped.getText()).isEqualTo("- apple\n- ");
    assertThat(stopped.getFinishReason()).isEqualTo(FinishReason.STOP);
  }

  @Test
  void refusesWhatDoesNotFit() {
    GenerateRequest tooLong =
        talk(Role.SYSTEM, "You are terse. ".repeat(1_000), Role.USER, "Close the brackets: f(1");

    StatusRuntimeException refused =
        catchThrowableOfType(StatusRuntimeException.class, () -> daemon.router().generate(tooLong));

    assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refused.getStatus().getDescription()).contains("1024");
  }

  @Test
  void leavesTheOldestTurnsOutAndSaysSo() {
    String old = "north, south, east, west, ".repeat(40);
    GenerateRequest talk =
        talk(
            Role.USER, old,
            Role.ASSISTANT, old,
            Role.USER, old,
            Role.ASSISTANT, old,
            Role.USER, "Turn this list into bullet points: apple, pear, plum");

    GenerateResponse answer = daemon.router().generate(talk);

    RoutingDecision decision = answer.getDecision();
    assertThat(decision.getReduction().getTurns()).isBetween(2, 4).isEven();
    assertThat(decision.getReduction().getTokens()).isPositive();
    assertThat(decision.getDegradedList())
        .singleElement()
        .asString()
        .startsWith("the prompt is too long for rung-tiny: about ");
    assertThat(answer.getText()).isEqualTo("- apple\n- pear\n- plum");
  }

  @Test
  void cutsTheMiddleOfDocumentsAndKeepsWhatIsToBeDone() {
    String asked = "Turn this list into bullet points: apple, pear, plum";
    GenerateRequest request =
        asking(asked).toBuilder()
            .setHints(Hints.newBuilder().addContextDocuments("a line of notes\n".repeat(500)))
            .setMaxTokens(40)
            .build();

    GenerateResponse answer = daemon.router().generate(request);

    assertThat(answer.getDecision().getReduction().getTurns()).isZero();
    assertThat(answer.getDecision().getReduction().getTokens()).isPositive();
    assertThat(answer.getText()).isEqualTo("- apple\n- pear\n- plum");
  }

  @Test
  void cutsTheMiddleOfALongTextAsItSaidBeforehand() {
    GenerateRequest request =
        asking("Sort these lines:\n" + "word\n".repeat(3_000) + "Now.").toBuilder()
            .setMaxTokens(40)
            .build();

    RoutingDecision told = daemon.router().route(request);
    GenerateResponse answer = daemon.router().generate(request);

    assertThat(told.getReduction().getTokens()).isGreaterThan(2_000);
    assertThat(told.getDegradedCount()).isEqualTo(1);
    assertThat(answer.getDecision().getReduction().getTokens()).isGreaterThan(2_000);
    assertThat(answer.getUsage().getInputTokens()).isBetween(900L, 1_024L - 40);
  }

  /** Of turns, each a role and a text. */
  private static GenerateRequest talk(Object... turns) {
    GenerateRequest.Builder talk = asking("").toBuilder().clearPrompt();
    for (int i = 0; i < turns.length; i += 2) {
      talk.addMessages(
          Message.newBuilder().setRole((Role) turns[i]).setContent((String) turns[i + 1]));
    }
    return talk.build();
  }

  @Test
  void answersThroughEveryTableOfThisKind() {
    GenerateResponse answer =
        daemon
            .router()
            .generate(asking("Close the brackets: f(1").toBuilder().setModel("last").build());

    assertThat(answer.getText()).isEqualTo("f(1)");
    assertThat(answer.getTier()).isEqualTo(Tier.TIER_LOCAL_FALLBACK);
  }

  @Test
  void listsItAsReady() {
    Map<String, Model> models =
        daemon.admin().listModels(ListModelsRequest.getDefaultInstance()).getModelsList().stream()
            .collect(Collectors.toMap(Model::getName, model -> model));

    Model tiny = models.getOrDefault("rung-tiny", Model.getDefaultInstance());
    assertThat(tiny.getReady()).isTrue();
    assertThat(tiny.getContextWindow()).isEqualTo(1_024);
  }

  private static String text(List<GenerateChunk> chunks) {
    return chunks.stream().map(GenerateChunk::getDelta).collect(Collectors.joining());
  }
}
