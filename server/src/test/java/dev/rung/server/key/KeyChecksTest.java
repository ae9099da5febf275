package dev.rung.server.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.guard.BreakerState;
import dev.rung.server.guard.Expected;
import dev.rung.server.guard.FleetGuard;
import dev.rung.server.guard.Guard.Leave;
import dev.rung.server.guard.GuardSettings;
import dev.rung.server.guard.Hindrance.Kind;
import dev.rung.server.provider.Allowance;
import dev.rung.server.provider.Allowance.Refill;
import dev.rung.server.provider.Allowance.Unit;
import dev.rung.server.provider.ApiKey;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.KeySet;
import dev.rung.server.provider.KeySource;
import dev.rung.server.provider.MissingKey;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.ProviderSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a check finds, and what becomes of it beside what calls taught. */
@Timeout(600)
class KeyChecksTest extends KeyCase {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String NOBODY = "";
  private final ProviderException refusal = failure(FailureKind.AUTH, 401);

  /** What the provider answers with, by the key's name; nothing is an answer. */
  private final Map<String, ProviderException> failures = new ConcurrentHashMap<>();

  private final AtomicInteger asked = new AtomicInteger();
  private final KeyChecks checks = new KeyChecks((_, key, _) -> ask(key), ring, this::now);
  private final FleetGuard guard = new FleetGuard(GuardSettings.DEFAULT, nanos::get);
  private final KeyReports reports = new KeyReports(ring, checks, guard);
  private final ProviderSettings settings = settings(KeySet.of(FIRST));

  private void ask(Optional<ApiKey> key) throws ProviderException {
    asked.incrementAndGet();
    ProviderException failure = failures.get(key.map(ApiKey::name).orElse(NOBODY));
    if (failure != null) {
      throw failure;
    }
  }

  private KeyReport report(ProviderSettings of) {
    return reports.of(List.of(new KeyHolder(of, Optional.empty()))).getFirst();
  }

  private KeyReport checked() throws InterruptedException {
    checks.check(List.of(new KeyHolder(settings, Optional.empty())), LIMIT);
    return report(settings);
  }

  @Test
  void isValidWhereTheSameQuestionIsRefusedWithoutAKey() throws Exception {
    failures.put(NOBODY, refusal);

    KeyReport report = checked();

    assertThat(report.status()).isEqualTo(KeyStatus.VALID);
    assertThat(report.checked()).contains(now());
    assertThat(asked).hasValue(2);
    assertThat(checked().status()).isEqualTo(KeyStatus.VALID);
    assertThat(asked).as("what an answer is worth is asked once").hasValue(3);
  }

  @Test
  void saysNothingWhereAnybodyIsAnswered() throws Exception {
    KeyReport report = checked();

    assertThat(report.status()).isEqualTo(KeyStatus.NOT_CHECKED);
    assertThat(report.detail()).isEqualTo("its provider answers such questions to anybody");
  }

  @Test
  void saysNothingWhereItIsNotKnownWhetherAnybodyIsAnswered() throws Exception {
    failures.put(NOBODY, failure(FailureKind.UNAVAILABLE, 500));

    assertThat(checked().status()).isEqualTo(KeyStatus.NOT_CHECKED);
    failures.put(NOBODY, refusal);
    assertThat(checked().status()).isEqualTo(KeyStatus.VALID);
  }

  @ParameterizedTest
  @CsvSource({
    "AUTH, REFUSED",
    "QUOTA_EXHAUSTED, NO_CREDIT",
    "RATE_LIMITED, THROTTLED",
    "TIMEOUT, UNREACHABLE",
    "UNAVAILABLE, UNREACHABLE",
    "OVERLOADED, UNREACHABLE",
    "BAD_RESPONSE, NOT_CHECKED",
    "INVALID_REQUEST, NOT_CHECKED",
    "CONTEXT_TOO_LONG, NOT_CHECKED",
    "CONTENT_FILTERED, NOT_CHECKED",
  })
  void namesWhatTheProviderAnswers(FailureKind kind, KeyStatus status) throws Exception {
    failures.put("first", failure(kind, 403));

    assertThat(checked().status()).isEqualTo(status);
  }

  @ParameterizedTest
  @EnumSource(KeyStatus.class)
  void countsAsUsableWhatIsNotKnownToBeBad(KeyStatus status) {
    boolean usable =
        switch (status) {
          case VALID, THROTTLED, NOT_CHECKED -> true;
          case REFUSED, NO_CREDIT, UNREACHABLE, MISSING -> false;
        };

    assertThat(status.usable()).isEqualTo(usable);
  }

  @Test
  void restsAKeyThatIsRefusedAndTakesItBackWhenItIsNot() throws Exception {
    failures.put("first", refusal);
    failures.put(NOBODY, refusal);

    KeyReport refused = checked();

    assertThat(refused.status()).isEqualTo(KeyStatus.REFUSED);
    assertThat(refused.breaker()).isEqualTo(BreakerState.OPEN);
    assertThat(ring.resting(ONE, KEYS).orElseThrow().kind()).isEqualTo(Kind.KEY);
    failures.remove("first");
    assertThat(checked().status()).isEqualTo(KeyStatus.VALID);
    assertThat(ring.resting(ONE, KEYS)).isEmpty();
  }

  @Test
  void leavesAKeyInUseThatMayNotListModels() throws Exception {
    failures.put("first", failure(FailureKind.AUTH, 403));

    assertThat(checked().status()).isEqualTo(KeyStatus.REFUSED);

    assertThat(ring.resting(ONE, KEYS)).isEmpty();
  }

  @Test
  void aListOfModelsDoesNotFillAnEmptyAccount() throws Exception {
    failures.put(NOBODY, refusal);
    fail(ONE, KEYS, failure(FailureKind.QUOTA_EXHAUSTED, 402));

    KeyReport report = checked();

    assertThat(report.status()).isEqualTo(KeyStatus.NO_CREDIT);
    assertThat(report.detail()).isEqualTo("its account has no credit; tried again in 30 s");
    pass(Duration.ofSeconds(30));
    assertThat(report(settings).status()).isEqualTo(KeyStatus.NO_CREDIT);
    assertThat(report(settings).detail()).endsWith("its next call is a trial");
  }

  @Test
  void namesTheModelAtWhichAKeyRests() throws Exception {
    failures.put(NOBODY, refusal);
    fail(ONE, KEYS, failure(FailureKind.RATE_LIMITED, 429).withRetryAfter(Duration.ofSeconds(9)));

    KeyReport report = checked();

    assertThat(report.status()).isEqualTo(KeyStatus.THROTTLED);
    assertThat(report.detail()).isEqualTo("at one: its provider limits it; tried again in 9 s");
    pass(Duration.ofSeconds(9));
    assertThat(report(settings).status()).isEqualTo(KeyStatus.VALID);
  }

  /** A call with this key at this model is answered: of its requests so many are left. */
  private void hear(Model model, long remaining) {
    if (!(guard.leave(model, KEYS, new Expected(1, 1)) instanceof Leave.Granted(var permit))) {
      throw new AssertionError("refused");
    }
    try (permit) {
      permit.allowances(
          List.of(
              new Allowance(
                  Unit.REQUESTS,
                  OptionalLong.of(10),
                  remaining,
                  Duration.ofSeconds(60),
                  Refill.AT_RESET)));
      permit.answered(Duration.ZERO, 2);
    }
  }

  @Test
  void namesTheModelForWhichAKeyHasNothingLeft() {
    hear(OTHER, 0);
    hear(ONE, 0);
    hear(ELSEWHERE, 0);

    assertThat(report(settings).status()).isEqualTo(KeyStatus.THROTTLED);
    assertThat(report(settings).detail())
        .isEqualTo("at one: its provider said that nothing is left; used again in 60 s");
    pass(Duration.ofSeconds(60));
    assertThat(report(settings).status()).isEqualTo(KeyStatus.NOT_CHECKED);
  }

  @Test
  void saysNothingOfLimitsThatHaveRoom() {
    hear(ONE, 1);
    hear(ELSEWHERE, 0);

    assertThat(report(settings).status()).isEqualTo(KeyStatus.NOT_CHECKED);
  }

  @Test
  void forgetsWhatTheAnswersOfPlacesAreWorthThatNobodyUsesAnyMore() throws Exception {
    ProviderSettings moved = settings("http://127.0.0.1:10", KeySet.of(FIRST));
    checked();
    assertThat(asked).hasValue(2);

    checks.check(List.of(new KeyHolder(moved, Optional.empty())), LIMIT);
    checked();

    assertThat(asked).as("of the key and as nobody, each time").hasValue(6);
  }

  @Test
  void anAnsweredCallShowsThatAKeyIsGoodWhereAPriceIsAskedForAnswers() throws Exception {
    ProviderSettings remote = settings("https://api.example/v1", KeySet.of(FIRST));
    failures.put("first", failure(FailureKind.AUTH, 403));
    checks.check(List.of(new KeyHolder(remote, Optional.empty())), LIMIT);
    assertThat(report(remote).status()).isEqualTo(KeyStatus.REFUSED);

    pass(Duration.ofSeconds(1));
    answer(ONE, KEYS);

    assertThat(report(remote).status()).isEqualTo(KeyStatus.VALID);
    assertThat(report(settings).status()).as("on this machine").isEqualTo(KeyStatus.REFUSED);
  }

  @Test
  void asksNobodyWhoMustNotBeAsked() throws Exception {
    KeyHolder offline = new KeyHolder(settings, Optional.of("offline is \"yes\""));

    checks.check(List.of(offline), LIMIT);

    assertThat(asked).hasValue(0);
    assertThat(reports.of(List.of(offline)).getFirst())
        .satisfies(report -> assertThat(report.status()).isEqualTo(KeyStatus.NOT_CHECKED))
        .satisfies(report -> assertThat(report.detail()).isEqualTo("offline is \"yes\""));
  }

  @Test
  void saysWhatToDoAboutAKeyThatIsMissing() {
    MissingKey missing =
        new MissingKey("b", new KeySource.OfFile(Path.of("/run/b")), "put the key into /run/b");

    KeyReport report = report(settings(new KeySet(List.of(), List.of(missing))));

    assertThat(report.status()).isEqualTo(KeyStatus.MISSING);
    assertThat(report.detail()).isEqualTo("put the key into /run/b");
  }

  @Test
  void isNotCheckedBeforeItWasChecked() {
    assertThat(report(settings).detail()).isEqualTo("not checked yet");
  }

  @Test
  void waitsNoLongerThanTheLimitForWhoeverIsSilent() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    KeyChecks silent = new KeyChecks((_, _, _) -> never.await(), ring, this::now);

    silent.check(List.of(new KeyHolder(settings, Optional.empty())), Duration.ofMillis(50));

    assertThat(silent.last(settings, FIRST).orElseThrow().status())
        .isEqualTo(KeyStatus.UNREACHABLE);
  }

  @Test
  void endsWhenItIsInterrupted() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(this::checked).isInstanceOf(InterruptedException.class);
  }
}
