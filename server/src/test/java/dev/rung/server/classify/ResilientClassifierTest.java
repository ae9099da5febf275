package dev.rung.server.classify;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.rung.server.generate.Hints;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Tier;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Whatever goes wrong in judging, the request is served. */
class ResilientClassifierTest {
  private static final Prompt PROMPT = Prompt.ofUser("The valley had been quiet for a whole week");

  private final Logger logger = (Logger) LoggerFactory.getLogger(ResilientClassifier.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(log);
  }

  @Test
  void aFailingClassifierGivesTheDefaultTierAndSaysSo() {
    ResilientClassifier classifier =
        new ResilientClassifier(
            new RuleClassifier(
                ClassifySettings.DEFAULT,
                Optional.of(task -> {
                  throw new IllegalStateException("the secret prompt");
                })));

    Classification judged = classifier.classify(PROMPT, Hints.NONE);

    assertThat(judged.tier()).isEqualTo(Tier.MEDIUM);
    assertThat(judged.failed()).isTrue();
    assertThat(judged.confidence()).isZero();
    assertThat(judged.reason()).contains("failed");
    assertThat(judged.signals()).hasSize(1);
    assertThat(judged.signals().getFirst().name()).isEqualTo("classification_failed");
    assertThat(judged.toString()).doesNotContain("secret");
  }

  @Test
  void failuresAreAllCountedAndEachKindIsLoggedOnce() {
    ResilientClassifier classifier = new ResilientClassifier(new Failing());

    for (int i = 0; i < 5; i++) {
      assertThat(classifier.classify(PROMPT, Hints.NONE).failed()).isTrue();
    }

    assertThat(classifier.failures()).isEqualTo(5);
    assertThat(log.list).hasSize(2);
    assertThat(log.list).allSatisfy(event -> assertThat(event.getLevel()).isEqualTo(Level.WARN));
    assertThat(log.list.getFirst().getKeyValuePairs().toString())
        .contains("java.lang.IllegalStateException")
        .doesNotContain("secret");
    assertThat(log.list.getFirst().getThrowableProxy()).isNull();
  }

  @Test
  void aWorkingClassifierIsLeftAlone() {
    Classifier inner = new RuleClassifier(ClassifySettings.DEFAULT, Optional.empty());
    ResilientClassifier classifier = new ResilientClassifier(inner);

    Classification judged = classifier.classify(PROMPT, Hints.NONE);

    assertThat(judged).isEqualTo(inner.classify(PROMPT, Hints.NONE));
    assertThat(classifier.failures()).isZero();
    assertThat(log.list).isEmpty();
  }

  /** Fails in two ways in turn. */
  private static final class Failing implements Classifier {
    private boolean odd;

    @Override
    public Classification classify(Prompt prompt, Hints hints) {
      odd = !odd;
      if (odd) {
        throw new IllegalStateException("the secret prompt");
      }
      throw new ArithmeticException("the secret prompt");
    }
  }
}
