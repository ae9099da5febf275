package dev.rung.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code rung classifier ...} as it is typed. */
@Timeout(600)
class ClassifierCommandsTest {
  private static final String HELLO =
      "{\"id\": \"h\", \"source\": \"talk\", \"prompt\": \"hello\", \"tier\": 0}";
  private static final String DESIGN =
      "{\"id\": \"d\", \"source\": \"talk\", \"tier\": 4, \"prompt\":"
          + " \"Design the architecture of a ride sharing platform for ten million users.\"}";

  private final Map<String, String> environment = new HashMap<>();
  private Typed typed = new Typed(0, "", "");

  @TempDir Path folder;

  @Test
  void evaluatesTemplatesFirstAndThenTheRules() throws IOException {
    Path predictions = folder.resolve("out.jsonl");

    assertThat(types("evaluate", prompts(), "--predictions", predictions.toString()))
        .as(err())
        .isZero();

    assertThat(Files.readAllLines(predictions))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith(
                        "{\"id\":\"h\",\"tier\":0,\"before\":0,\"confidence\":1.0,"
                            + "\"rule\":\"template:"),
            line ->
                assertThat(line)
                    .startsWith("{\"id\":\"d\",\"tier\":4,")
                    .doesNotContain("template"));
    assertThat(out().lines())
        .anyMatch(line -> line.startsWith("all                n 2  exact 1.000"))
        .anyMatch(line -> line.startsWith("before the bump    n 2  exact 1.000"));
    assertThat(out()).doesNotContain("ride sharing");
  }

  @Test
  void leavesTemplatesOutWhereTheConfigurationDoes() throws IOException {
    Path config = folder.resolve("rung.toml");
    Files.writeString(config, "[routing]\ntemplates = false\n");

    assertThat(types("evaluate", prompts(), "--config", config.toString())).as(err()).isZero();

    assertThat(out().lines()).contains("answered           0 of 1 prompts of tier 0 (0.000)");
  }

  @Test
  void saysWhatCannotBeEvaluated() throws IOException {
    assertThat(types("evaluate")).isEqualTo(2);
    assertThat(err()).contains("Missing required parameter: 'FILE'");

    Path bad = Files.writeString(folder.resolve("bad.jsonl"), "{}\n");
    assertThat(types("evaluate", bad.toString())).isEqualTo(2);
    assertThat(err()).isEqualTo("rung: " + bad + ":1: has no tier\n");

    environment.put("RUNG_CLASSIFY_MODEL", folder.resolve("none.onnx").toString());
    assertThat(types("evaluate", prompts())).isEqualTo(2);
    assertThat(err()).contains("rung: the trained classifier cannot be used");

    environment.put("RUNG_CLASSIFY_JUDGE", "rules");
    assertThat(types("evaluate", prompts(), "--show", "-1")).isEqualTo(2);
    assertThat(types("evaluate", prompts())).isZero();
  }

  @Test
  void findsTheGainFromWhichOnAShareOfTasksGoesToAStrongerModel() throws IOException {
    Path tasks = folder.resolve("tasks.jsonl");
    Files.writeString(
        tasks,
        """
        {"prompt": "Write a funny poem about a cat."}
        {"prompt": "Implement a thread-safe LRU cache in Java with tests."}
        {"prompt": "Turn off the lights."}
        {"prompt": "Say thank you to my boss."}
        """);

    assertThat(types("calibrate", "--tasks", tasks.toString(), "--strong-share", "0.25"))
        .as(err())
        .isZero();

    assertThat(out())
        .startsWith("4 tasks\n")
        .containsPattern("what was asked for:\n +0\\.[0-9]{4} +25\\.0% +[5-9][0-9]\\.[0-9]%\n")
        .containsPattern("\\[routing.gain]\nbalanced = \\{up_from = 0\\.[0-9]{4}, down_below = 0}");
    assertThat(types("calibrate", "--tasks", tasks.toString(), "--kept-gain", "1")).isZero();
    assertThat(out()).containsPattern("what was asked for:\n +0\\.[0-9]{4} +100\\.0% +100\\.0%\n");
  }

  @Test
  void saysWhatCannotBeCalibrated() throws IOException {
    Path tasks = Files.writeString(folder.resolve("tasks.jsonl"), "{\"prompt\": \"hi\"}");

    assertThat(types("calibrate", "--tasks", tasks.toString())).isEqualTo(2);
    assertThat(err()).contains("give one of --strong-share and --kept-gain");
    assertThat(types("calibrate", "--tasks", tasks.toString(), "--strong-share", "2")).isEqualTo(2);
    assertThat(err()).contains("the share must be 0 to 1, not 2.0");
    assertThat(types("calibrate", "--tasks", "none.jsonl", "--strong-share", "1")).isEqualTo(2);
    assertThat(err()).contains("there is no file none.jsonl");
    environment.put("RUNG_CLASSIFY_JUDGE", "rules");
    assertThat(types("calibrate", "--tasks", tasks.toString(), "--strong-share", "1")).isEqualTo(2);
    assertThat(err()).contains("has a known gain");
  }

  @Test
  void explainsTheTiersByTheirLargestFeatures() {
    assertThat(types("explain", "--features", "3", "Rename", "foo", "to", "bar."))
        .as(err())
        .isZero();

    assertThat(out())
        .startsWith("served by tier 1: renaming, confidence ")
        .containsPattern(
            "TIER 1, 0\\.[0-9]+ +EFFECT\n.+ [+-][0-9.]+\n.+ [+-][0-9.]+\n.+ [+-][0-9.]+\n\nTIER 2");
    assertThat(types("explain", "--features", "0", "x")).isEqualTo(2);
  }

  @Test
  void listsPromptsThatWereTrainedOn() throws IOException {
    String files = prompts();

    assertThat(types("overlap", files, "--data", files, "--words", "4")).as(err()).isZero();

    assertThat(out().lines())
        .contains("h: the same: hello")
        .anyMatch(line -> line.startsWith("d: the same: Design the architecture of a ride"))
        .last(InstanceOfAssertFactories.STRING)
        .matches(
            "2 prompts beside [0-9,]+ texts of training: 2 the same, 1 share 4 words in a row");
    assertThat(types("overlap", folder.resolve("none").toString())).isEqualTo(2);
    assertThat(types("overlap", files, "--words", "0")).isEqualTo(2);
  }

  @Test
  void refusesToTrainOnWhatCannotBeReadOrIntoNowhere() throws IOException {
    Path model = folder.resolve("own.onnx");
    Path bad = Files.writeString(folder.resolve("bad.jsonl"), "{}\n");

    assertThat(types("train", model.toString(), bad.toString())).isEqualTo(2);
    assertThat(err()).isEqualTo("rung: " + bad + ":1: has no tier\n");
    assertThat(model).doesNotExist();

    assertThat(types("train", folder.toString())).isEqualTo(2);
    assertThat(types("train", folder.resolve("no/own.onnx").toString())).isEqualTo(2);
    assertThat(err()).contains(" is not a file in a folder that exists");
  }

  @Test
  void saysWhatIsMissingToTrainFurtherOnFeedback() throws IOException {
    String model = folder.resolve("own.onnx").toString();
    Path verdicts =
        Files.writeString(
            folder.resolve("verdicts.jsonl"),
            "{\"id\":\"h\",\"verdict\":\"thumbs\",\"value\":0.0,\"tier\":\"TIER_1_TINY\","
                + "\"finish_reason\":\"STOP\"}\n");
    String[] both = {"train", model, "--feedback", verdicts.toString(), "--prompts", prompts()};

    assertThat(types(both)).isEqualTo(1);
    assertThat(err()).contains("there is too little feedback: 2 different prompts");
    assertThat(out()).contains("verdicts on 1 answers, 1 of them with a prompt;");

    assertThat(types("train", model, "--feedback", verdicts.toString())).isEqualTo(2);
    assertThat(err()).contains("give them by the answers' ids with --prompts");
    assertThat(types("train", model, "--prompts", prompts())).isEqualTo(2);
    assertThat(err()).contains("--prompts and --from go with --feedback");
    assertThat(types("train", model, prompts(), both[2], both[3], both[4], both[5])).isEqualTo(2);
    assertThat(types("train", model, both[2], both[3], "--prompts", "none.jsonl")).isEqualTo(2);
    assertThat(err()).contains("none.jsonl: cannot be read");
    assertThat(types("train", model, both[2], both[3], both[4], both[5], "--from", "none.onnx"))
        .isEqualTo(2);
    assertThat(err()).contains("there is no file none.onnx");
    assertThat(folder.resolve("own.onnx")).doesNotExist();
  }

  private String prompts() throws IOException {
    return Files.write(folder.resolve("prompts.jsonl"), List.of(HELLO, DESIGN)).toString();
  }

  private int types(String... words) {
    List<String> command = new ArrayList<>(List.of("classifier"));
    command.addAll(List.of(words));
    typed = Typed.in(environment, command.toArray(String[]::new));
    return typed.code();
  }

  private String out() {
    return typed.out();
  }

  private String err() {
    return typed.err();
  }
}
