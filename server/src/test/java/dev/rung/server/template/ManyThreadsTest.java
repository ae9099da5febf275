package dev.rung.server.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ManyThreadsTest {
  private static final int THREADS = 8;
  private static final int ROUNDS = 400;

  @Test
  void answersTheSameOnEveryThreadAndNeverGivesAUuidTwice() throws Exception {
    TemplateEngine engine = Engines.builtIn();
    List<Callable<Set<String>>> tasks = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      tasks.add(() -> uuidsAmongOtherRequests(engine));
    }

    Set<String> uuids = new HashSet<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      for (Future<Set<String>> result : threads.invokeAll(tasks)) {
        uuids.addAll(result.get());
      }
    }

    assertThat(uuids).hasSize(THREADS * ROUNDS);
  }

  private static Set<String> uuidsAmongOtherRequests(TemplateEngine engine) {
    Set<String> uuids = new HashSet<>();
    for (int i = 0; i < ROUNDS; i++) {
      assertThat(engine.answer("what is " + i + " * 3?"))
          .get()
          .extracting(TemplateAnswer::text)
          .isEqualTo(Integer.toString(i * 3));
      assertThat(engine.answer("json minify [ " + i + " ]"))
          .get()
          .extracting(TemplateAnswer::text)
          .isEqualTo("[" + i + "]");
      assertThat(engine.answer("write a poem about the number " + i)).isEmpty();
      uuids.add(engine.answer("uuid").orElseThrow().text());
    }
    return uuids;
  }
}
