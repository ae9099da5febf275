package dev.rung.server.cache;

import dev.rung.server.call.Samples;
import dev.rung.server.generate.Caller;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.RequestId;
import dev.rung.server.select.Requests;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Answers of tenants on the disk, as one daemon after the other has them; for an hour each. */
final class CacheLife implements AutoCloseable {
  static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

  private static final RequestId ASKER = new RequestId("asker");
  private static final CacheRules RULES =
      new CacheRules(true, 0.85, 0.3, 0, Duration.ofHours(1), Duration.ZERO, true);

  final KeptAnswers answers;
  private final AnswerCache cache;
  final DiskArchive archive;

  CacheLife(Path file, InstantSource clock) throws Exception {
    this(file, clock, 1 << 20, LONG_AGO);
  }

  /** One with room for so many bytes, which restores what was made since. */
  CacheLife(Path file, InstantSource clock, long bytes, Instant since) throws Exception {
    answers = new KeptAnswers(bytes);
    cache = new AnswerCache(answers, RULES, "", new byte[0], clock);
    archive = CacheRig.restored(file, answers, Optional.empty(), since);
  }

  void keep(String tenant, String prompt, String text) {
    GenerateRequest request = request(tenant, prompt);
    cache.keep(place(request), Samples.answer(request, text, FinishReason.STOP));
  }

  Optional<String> find(String tenant, String prompt) {
    return cache.find(place(request(tenant, prompt)), ASKER).map(hit -> hit.kept().text());
  }

  private Place place(GenerateRequest request) {
    Question question = new Question(request, Optional.empty(), Optional.empty());
    return cache.place(question).orElseThrow();
  }

  /** Waits until what was told before is on the disk. */
  void settle() {
    answers.expire(LONG_AGO).join();
  }

  @Override
  public void close() {
    archive.close();
  }

  private static GenerateRequest request(String tenant, String prompt) {
    GenerateRequest any = Requests.withId(Requests.of(prompt), "id-" + prompt.hashCode());
    return new GenerateRequest(
        any.id(),
        new Caller(tenant),
        any.prompt(),
        any.sampling(),
        any.limits(),
        any.hints(),
        any.deadline());
  }
}
