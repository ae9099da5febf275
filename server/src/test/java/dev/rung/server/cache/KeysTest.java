package dev.rung.server.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Arm;
import dev.rung.server.generate.Caller;
import dev.rung.server.generate.Deadline;
import dev.rung.server.generate.FallbackPolicy;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Grid;
import dev.rung.server.generate.Hints;
import dev.rung.server.generate.Limits;
import dev.rung.server.generate.Message;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Part;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Rights;
import dev.rung.server.generate.Role;
import dev.rung.server.generate.Sampling;
import dev.rung.server.generate.Strategy;
import dev.rung.server.generate.Tier;
import dev.rung.server.generate.Tool;
import dev.rung.server.generate.ToolCall;
import dev.rung.server.generate.ToolChoice;
import dev.rung.server.select.LimitsBuilder;
import dev.rung.server.select.Requests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeysTest {
  private static final Keys KEYS = new Keys(new byte[0], "");
  private static final GenerateRequest PLAIN = Requests.of("why?");

  private static CacheKey key(GenerateRequest request) {
    return KEYS.exact(new Question(request, Optional.empty(), Optional.empty()));
  }

  private static GenerateRequest of(Prompt prompt) {
    return Requests.of(prompt, Limits.NONE);
  }

  private static GenerateRequest of(Part... parts) {
    return of(Prompt.ofMessages(List.of(new Message(Role.USER, List.of(parts)))));
  }

  private static GenerateRequest of(Tool tool, ToolChoice choice, Optional<String> schema) {
    return of(new Prompt(List.of(Message.of(Role.USER, "why?")), List.of(tool), choice, schema));
  }

  private static GenerateRequest of(Limits limits) {
    return Requests.of("why?", limits);
  }

  private static GenerateRequest of(Sampling sampling) {
    return Requests.withSampling(PLAIN, sampling);
  }

  private static GenerateRequest of(Hints hints) {
    return Requests.withHints(PLAIN, hints);
  }

  private static Hints hints(
      String task, String domain, String language, Map<String, List<String>> entities) {
    return new Hints(
        Optional.of(task),
        Optional.of(domain),
        Optional.of(language),
        entities,
        List.of(),
        OptionalInt.empty(),
        List.of());
  }

  private static Hints hints(int lines, List<Grid> grids) {
    return new Hints(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        List.of(),
        OptionalInt.of(lines),
        grids);
  }

  private static Sampling sampling(int most, double temperature, double topP, long seed) {
    return new Sampling(
        OptionalInt.of(most),
        OptionalDouble.of(temperature),
        OptionalDouble.of(topP),
        OptionalLong.of(seed),
        List.of());
  }

  /** Each differs from the others in one thing. */
  private static List<Question> different() {
    Tool tool = new Tool("find", "finds", "{}");
    ToolChoice auto = new ToolChoice.Auto();
    List<GenerateRequest> requests =
        new ArrayList<>(
            List.of(
                PLAIN,
                Requests.of("why not?"),
                Requests.of("Why?"),
                of(Prompt.ofMessages(List.of(Message.of(Role.ASSISTANT, "why?")))),
                of(Prompt.ofMessages(List.of(Message.material(Role.USER, "why?")))),
                of(
                    Prompt.ofMessages(
                        List.of(Message.of(Role.SYSTEM, "a"), Message.of(Role.USER, "why?")))),
                of(
                    Prompt.ofMessages(
                        List.of(Message.of(Role.SYSTEM, "b"), Message.of(Role.USER, "why?")))),
                of(new Part.Text("wh"), new Part.Text("y?")),
                of(new Part.Text("why?"), new Part.ImageUri("http://a/1.png")),
                of(new Part.Text("why?"), new Part.ImageUri("http://a/2.png")),
                of(new Part.Text("why?"), new Part.ImageBytes(new byte[] {1}, "image/png")),
                of(new Part.Text("why?"), new Part.ImageBytes(new byte[] {2}, "image/png")),
                of(new Part.Text("why?"), new Part.ImageBytes(new byte[] {1}, "image/gif")),
                of(new Part.Call(new ToolCall("1", "find", "{}"))),
                of(new Part.Call(new ToolCall("2", "find", "{}"))),
                of(new Part.Call(new ToolCall("1", "seek", "{}"))),
                of(new Part.Call(new ToolCall("1", "find", "[]"))),
                of(new Part.Result("1", "found")),
                of(new Part.Result("2", "found")),
                of(new Part.Result("1", "lost")),
                of(tool, auto, Optional.empty()),
                of(new Tool("seek", "finds", "{}"), auto, Optional.empty()),
                of(new Tool("find", "seeks", "{}"), auto, Optional.empty()),
                of(new Tool("find", "finds", "[]"), auto, Optional.empty()),
                of(tool, new ToolChoice.None(), Optional.empty()),
                of(tool, new ToolChoice.Required(), Optional.empty()),
                of(tool, new ToolChoice.Named("find"), Optional.empty()),
                of(tool, new ToolChoice.Named("seek"), Optional.empty()),
                of(tool, auto, Optional.of("{}")),
                of(tool, auto, Optional.of("[]")),
                new GenerateRequest(
                    PLAIN.id(),
                    new Caller("acme"),
                    PLAIN.prompt(),
                    PLAIN.sampling(),
                    PLAIN.limits(),
                    PLAIN.hints(),
                    PLAIN.deadline())));
    requests.addAll(
        List.of(
            of(sampling(1, 0, 1, 1)),
            of(sampling(2, 0, 1, 1)),
            of(sampling(1, 0.5, 1, 1)),
            of(sampling(1, 0, 0.5, 1)),
            of(sampling(1, 0, 1, 2)),
            of(
                new Sampling(
                    OptionalInt.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalLong.empty(),
                    List.of("."))),
            of(
                new Sampling(
                    OptionalInt.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalLong.empty(),
                    List.of(".", "."))),
            of(new LimitsBuilder().minTier(Tier.SMALL).build()),
            of(new LimitsBuilder().minTier(Tier.LARGE).build()),
            of(new LimitsBuilder().maxTier(Tier.SMALL).build()),
            of(
                limits(
                    Optional.of("m"), Optional.empty(), Optional.empty(), OptionalDouble.empty())),
            of(
                limits(
                    Optional.of("n"), Optional.empty(), Optional.empty(), OptionalDouble.empty())),
            of(
                limits(
                    Optional.empty(),
                    Optional.of(Strategy.BALANCED),
                    Optional.empty(),
                    OptionalDouble.empty())),
            of(
                limits(
                    Optional.empty(),
                    Optional.of(Strategy.PRIORITY),
                    Optional.empty(),
                    OptionalDouble.empty())),
            of(
                limits(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(new Money(1)),
                    OptionalDouble.empty())),
            of(
                limits(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(new Money(2)),
                    OptionalDouble.empty())),
            of(
                limits(
                    Optional.empty(), Optional.empty(), Optional.empty(), OptionalDouble.of(0.5))),
            of(
                limits(
                    Optional.empty(), Optional.empty(), Optional.empty(), OptionalDouble.of(0.6))),
            of(new LimitsBuilder().fallback(FallbackPolicy.ALLOW).build()),
            of(new LimitsBuilder().fallback(FallbackPolicy.NONE).build()),
            of(hints("a", "b", "c", Map.of())),
            of(hints("x", "b", "c", Map.of())),
            of(hints("a", "x", "c", Map.of())),
            of(hints("a", "b", "x", Map.of())),
            of(hints("a", "b", "c", Map.of("k", List.of("v")))),
            of(hints("a", "b", "c", Map.of("k", List.of("w")))),
            of(hints("a", "b", "c", Map.of("l", List.of("v")))),
            of(Requests.documents("a")),
            of(Requests.documents("b")),
            of(Requests.documents("a", "b")),
            of(Requests.documents("ab")),
            of(hints(1, List.of())),
            of(hints(2, List.of())),
            of(hints(1, List.of(new Grid(List.of(List.of(1)))))),
            of(hints(1, List.of(new Grid(List.of(List.of(2))))))));
    List<Question> questions = new ArrayList<>();
    requests.forEach(r -> questions.add(new Question(r, Optional.empty(), Optional.empty())));
    List.of(
            new Rights(Optional.of(Tier.SMALL), Optional.empty(), Set.of()),
            new Rights(Optional.empty(), Optional.of(Tier.SMALL), Set.of()),
            new Rights(Optional.empty(), Optional.empty(), Set.of("a")),
            new Rights(Optional.empty(), Optional.empty(), Set.of("a", "b")))
        .forEach(rights -> questions.add(allowed(rights)));
    questions.add(new Question(PLAIN, Optional.of(new Arm("e", "a")), Optional.empty()));
    questions.add(new Question(PLAIN, Optional.of(new Arm("e", "b")), Optional.empty()));
    questions.add(new Question(PLAIN, Optional.of(new Arm("f", "a")), Optional.empty()));
    questions.add(new Question(PLAIN, Optional.empty(), Optional.of("pinned")));
    return questions;
  }

  private static Question allowed(Rights rights) {
    GenerateRequest request = Requests.by(new Caller("default", rights, true), PLAIN);
    return new Question(request, Optional.empty(), Optional.empty());
  }

  private static Limits limits(
      Optional<String> model,
      Optional<Strategy> strategy,
      Optional<Money> most,
      OptionalDouble quality) {
    Limits none = Limits.NONE;
    return new Limits(
        model,
        none.minTier(),
        none.maxTier(),
        strategy,
        most,
        quality,
        none.cache(),
        none.similar(),
        none.fallback(),
        none.templates(),
        none.experimentKey());
  }

  @Test
  void everyFieldThatChangesTheAnswerChangesTheKey() {
    Set<CacheKey> keys = new HashSet<>();

    for (Question question : different()) {
      assertThat(keys.add(KEYS.exact(question))).as("key %d", keys.size()).isTrue();
    }

    assertThat(keys).hasSizeGreaterThan(60);
  }

  @Test
  void whatIsSimilarIsSoughtAmongThoseThatDifferInTheLastTextOnly() {
    assertThat(partition(PLAIN)).isEqualTo(partition(Requests.of("why not?")));
    Set<CacheKey> partitions = new HashSet<>();
    different().stream()
        .filter(question -> question.request().prompt().messages().getLast().text().equals("why?"))
        .skip(1)
        .forEach(question -> assertThat(partitions.add(KEYS.partition(question))).isTrue());
    assertThat(partitions).hasSizeGreaterThan(50).doesNotContain(partition(PLAIN));
  }

  private static CacheKey partition(GenerateRequest request) {
    return KEYS.partition(new Question(request, Optional.empty(), Optional.empty()));
  }

  @Test
  void unicodeFormAndOuterWhiteSpaceDoNotCount() {
    assertThat(key(Requests.of("  cafe\u0301? \n"))).isEqualTo(key(Requests.of("caf\u00e9?")));
    for (String space :
        List.of(" ", "\t", "\r\n", "\u0085", "\u00a0", "\u2007", "\u202f", "\u3000")) {
      assertThat(key(Requests.of(space + "why?" + space))).as(space).isEqualTo(key(PLAIN));
    }
    assertThat(key(Requests.of("why ?"))).isNotEqualTo(key(PLAIN));
  }

  @Test
  void whoAsksWhenAndHowLongTheyWaitDoesNotCount() {
    GenerateRequest later =
        Requests.withDeadline(
            Requests.withId(PLAIN, "r2"), Deadline.after(Duration.ofSeconds(1), () -> 0));

    assertThat(key(later)).isEqualTo(key(PLAIN));
  }

  @Test
  void theSecretAndTheTermsOfAConfigurationCount() {
    Question question = new Question(PLAIN, Optional.empty(), Optional.empty());

    assertThat(
            List.of(
                KEYS.exact(question),
                new Keys(new byte[] {1}, "").exact(question),
                new Keys(new byte[0], "be brief").exact(question)))
        .doesNotHaveDuplicates();
  }

  @Test
  void takesWhateverIsAsked() {
    for (String hostile : List.of("", " ", "\u202eabc", "🧑‍🚀", "\ud800", "x".repeat(1 << 20))) {
      assertThat(key(Requests.of(hostile)).bytes()).hasSize(32);
      assertThat(Wordings.of(partition(PLAIN), hostile)).isEmpty();
    }
  }
}
