package dev.rung.local.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.local.Generated;
import dev.rung.local.Generated.End;
import dev.rung.local.GenerationOptions;
import dev.rung.local.GenerationOptions.Extras;
import dev.rung.local.GenerationOptions.Logprobs;
import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import dev.rung.local.ModelInfo;
import dev.rung.local.Turn;
import dev.rung.local.Turn.Speaker;
import dev.rung.local.checkpoint.Checkpoint;
import dev.rung.local.device.Device;
import dev.rung.local.device.EngineSettings;
import dev.rung.local.device.TorchEngine;
import dev.rung.local.program.TorchDecoder;
import dev.rung.local.tokenizer.Prompts;
import dev.rung.local.tokenizer.Tokenizer;
import dev.rung.local.weights.Precision;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** A tiny checkpoint, from a conversation to text. */
@ParameterizedClass(name = "{0}")
@ValueSource(strings = {"phi-tiny", "falcon-mamba-tiny"})
class TextModelTest {
  private static final long CACHE = 20_000_000;
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int MOST = 24;

  @Parameter String name = "";
  private Checkpoint checkpoint;
  private TorchDecoder decoder;
  private Tokenizer tokenizer;
  private TextModel model;

  @BeforeEach
  void load() throws InferenceException {
    TorchEngine.start(
        new EngineSettings(Path.of(System.getProperty("java.io.tmpdir"), "rung-engine"), 1));
    checkpoint = Checkpoint.read(SamplingOracle.folder(name));
    decoder = TorchDecoder.load(checkpoint, Precision.F32, Device.CPU, CACHE, 1);
    tokenizer = Tokenizer.read(checkpoint.folder(), checkpoint.config().vocabulary());
    String architecture = checkpoint.config().architecture();
    model =
        TextModel.start(
            new ModelInfo(architecture, checkpoint.config().contextWindow()),
            decoder,
            tokenizer,
            Prompts.read(checkpoint.folder(), tokenizer, architecture, InstantSource.system()),
            Set.copyOf(checkpoint.endTokens()),
            DecodingSettings.withCache(CACHE));
  }

  @AfterEach
  void close() {
    model.close();
  }

  @Test
  void aConversationIsAnswered() throws Exception {
    StringBuilder text = new StringBuilder();
    Extras logprobs = new Extras(0, 0, 1, new Logprobs(true, 1));
    GenerationOptions options = GenerationOptions.greedy(MOST, LIMIT).with(logprobs);

    Generated generated =
        model.generate(conversation(0), options, piece -> !text.append(piece).isEmpty());

    int[] ids = generated.logprobs().stream().mapToInt(choice -> choice.taken().id()).toArray();
    assertThat(generated.generatedTokens()).isEqualTo(ids.length).isPositive();
    assertThat(tokenizer.decode(ids)).startsWith(text.toString());
    assertThat(text).isNotEmpty();
    assertThat(generated.promptTokens()).isGreaterThan(10);
    assertThat(generated.confidence().orElseThrow().logprob()).isNegative();
  }

  @Test
  void eightAtOnceAreAnsweredAsEachAlone() throws Exception {
    List<String> alone = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      alone.add(answer(conversation(i)));
    }

    List<CompletableFuture<String>> together =
        IntStream.range(0, 8)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> answer(conversation(i))))
            .toList();

    for (int i = 0; i < 8; i++) {
      assertThat(together.get(i).get()).isEqualTo(alone.get(i));
    }
  }

  @Test
  void theLikeliestTokensAreTheOriginals() throws Exception {
    TorchDecoder again = TorchDecoder.load(checkpoint, Precision.F32, Device.CPU, CACHE, 1);
    Extras logprobs = new Extras(0, 0, 1, new Logprobs(true, 0));
    try (Scheduler scheduler =
        Scheduler.start("oracle", again, Set.of(), DecodingSettings.withCache(CACHE), () -> {})) {
      for (int round = 0; round < 2; round++) { // The second one goes on from the first.
        for (int prompt = 0; prompt < 4; prompt++) {
          int[] expected = SamplingOracle.ids(name, prompt, "greedy");
          GenerationOptions options =
              GenerationOptions.greedy(expected.length, LIMIT).with(logprobs);
          Generated generated =
              ToyCalls.tell(
                      scheduler, ToyCalls.request(SamplingOracle.ids(name, prompt, "ids"), options))
                  .generated();

          assertThat(generated.logprobs())
              .extracting(choice -> choice.taken().id())
              .containsExactlyElementsOf(Arrays.stream(expected).boxed().toList());
        }
      }
    }
  }

  @Test
  void conversationsThatAreTooLongAreRefusedUnread() {
    List<Turn> endless = List.of(new Turn(Speaker.USER, "a ".repeat(5_000_000)));

    assertThatThrownBy(
            () -> model.generate(endless, GenerationOptions.greedy(1, LIMIT), piece -> true))
        .extracting("reason")
        .isEqualTo(Reason.CONTEXT_TOO_LONG);
  }

  @Test
  void aClosedModelAnswersNoMore() {
    model.close();

    assertThatThrownBy(() -> answer(conversation(0)))
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining("the model is closed");
    assertThat(model.info().architecture()).isEqualTo(checkpoint.config().architecture());
  }

  private static List<Turn> conversation(int seed) {
    return List.of(
        new Turn(Speaker.SYSTEM, "You rename what you are told to rename, and nothing else."),
        new Turn(Speaker.USER, "Rename x" + seed + " to total in: " + "x y z ".repeat(1 + seed)));
  }

  private String answer(List<Turn> conversation) {
    StringBuilder text = new StringBuilder();
    try {
      Generated generated =
          model.generate(
              conversation,
              GenerationOptions.greedy(MOST, LIMIT),
              piece -> !text.append(piece).isEmpty());
      return text + " " + generated.end() + (generated.end() == End.STOP ? "" : " cut");
    } catch (InferenceException | InterruptedException e) {
      throw new CompletionException(e);
    }
  }
}
