package dev.rung.server.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.models.hub.HubException;
import dev.rung.server.provider.Timeouts;
import dev.rung.server.scripted.ReceivedRequest;
import dev.rung.server.scripted.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** Pulls over connections and stores that do not do what they should. */
class InterruptedPullTest extends PullCase {
  private static final int SOME = 300_000;

  @Test
  void goesOnWhereTheConnectionWasCut() throws Exception {
    hub.store().reply(hub.cutAfter(SOME)).reply(hub.cutAfter(SOME));

    pull();

    assertComplete();
    assertThat(ranges()).containsExactly("", "bytes=300000-", "bytes=600000-");
    assertThat(hub.store().lastRequest().header("If-Range")).contains("\"store-1\"");
    assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
    assertThat(heard.remarks)
        .hasSize(2)
        .allSatisfy(remark ->
            assertThat(remark).startsWith(WEIGHTS + ": ").endsWith("trying again in 1 s"));
    assertThat(heard.here()).isEqualTo(heard.total());
  }

  @Test
  void goesOnInAnotherProcess() throws Exception {
    breakOff(SOME);

    pull();

    assertComplete();
    assertThat(ranges().getLast()).isEqualTo("bytes=300000-");
    assertThat(heard.here()).isEqualTo(heard.total());
  }

  @Test
  void showsNothingOfACheckpointThatIsNotComplete() throws Exception {
    breakOff(SOME);

    assertThat(target()).doesNotExist();
    Path part = staged().resolve(partName());
    assertThat(part).hasBinaryContent(Arrays.copyOf(hub.content(WEIGHTS), SOME));
    assertThat(UnfinishedPull.of(target()).orElseThrow().percent()).isEqualTo(28);
  }

  @Test
  void givesUpAfterAttemptsInVainAndKeepsWhatCame() {
    hub.store().reply(hub.cutAfter(SOME)).otherwise(exchange -> exchange.cut());

    assertThatThrownBy(this::pull)
        .isInstanceOf(HubException.class)
        .hasMessageStartingWith(WEIGHTS + ": ")
        .hasMessageEndingWith("What came is kept: the same command goes on from there");
    assertThat(pauses).extracting(Duration::toSeconds).containsExactly(1L, 1L, 2L, 4L, 8L);
    assertThat(staged().resolve(partName())).hasSize(SOME);
  }

  @Test
  void beginsAnewWhereTheStoreSendsTheWholeInsteadOfTheRest() throws Exception {
    breakOff(SOME);
    hub.store().reply(hub.whole());

    pull();

    assertComplete();
    assertThat(ranges().getLast()).isEqualTo("bytes=300000-");
    assertThat(heard.here()).isEqualTo(heard.total());
  }

  @Test
  void beginsAnewWhereAnotherRangeComesThanWasAskedFor() throws Exception {
    breakOff(SOME);
    byte[] content = hub.content(WEIGHTS);
    hub.store()
        .reply(exchange ->
            exchange.respond(
                206,
                Map.of("Content-Range", "bytes 10-" + (LENGTH - 1) + "/" + LENGTH),
                content,
                10,
                LENGTH - 10));

    pull();

    assertComplete();
    assertThat(ranges()).endsWith("bytes=300000-", "");
  }

  @Test
  void beginsAnewWhereThePartIsSaidToBeBeyondTheEnd() throws Exception {
    breakOff(SOME);
    hub.store().reply(exchange -> exchange.respond(416, Map.of("Content-Range", "bytes */7"), ""));

    pull();

    assertComplete();
    assertThat(ranges()).endsWith("bytes=300000-", "");
  }

  @Test
  void needsNoRequestForAPartThatIsWhole() throws Exception {
    breakOff(SOME);
    Files.write(staged().resolve(partName()), hub.content(WEIGHTS));
    int before = hub.store().requests().size();

    pull();

    assertComplete();
    assertThat(hub.store().requests()).hasSize(before);
  }

  @Test
  void fetchesAllAgainWhereThePartDoesNotFitTheRest() throws Exception {
    breakOff(SOME);
    Files.write(staged().resolve(partName()), FakeHub.noise(SOME, 99));

    pull();

    assertComplete();
    assertThat(ranges()).endsWith("bytes=300000-", "");
    assertThat(heard.remarks)
        .contains(
            WEIGHTS + ": what was here of it does not fit the rest; fetching all of it again");
    assertThat(heard.here()).isEqualTo(heard.total());
  }

  @Test
  void throwsAwayAPartThatIsLongerThanTheFile() throws Exception {
    breakOff(SOME);
    Files.write(staged().resolve(partName()), FakeHub.noise(LENGTH + 1, 99));

    pull();

    assertComplete();
  }

  @Test
  void throwsAwayPartsOfAnotherVersion() throws Exception {
    breakOff(SOME);
    Path other = Files.write(staged().resolve(WEIGHTS + ".abc.part"), FakeHub.noise(SOME, 99));

    pull();

    assertComplete();
    assertThat(other).doesNotExist();
  }

  @Test
  void goesOnWhereAnEndCameTooEarlyAndCleanly() throws Exception {
    Reply half =
        exchange -> {
          exchange.start(200, Map.of("ETag", "\"store-1\""));
          exchange.write(Arrays.copyOf(hub.content(WEIGHTS), SOME));
          exchange.finish();
        };
    hub.store().reply(half);

    pull();

    assertComplete();
    assertThat(ranges()).containsExactly("", "bytes=300000-");
  }

  @Test
  void goesOnWhereTheStoreStandsStill() throws Exception {
    hub.store().reply(hub.stallAfter(SOME));
    Duration patient = Duration.ofMinutes(5);

    pull(
        Optional.empty(),
        DiskSpace.REAL,
        heard,
        new Timeouts(patient, patient, Duration.ofSeconds(2)));

    assertComplete();
    assertThat(ranges()).containsExactly("", "bytes=300000-");
  }

  @Test
  void asksTheHubAgainWhereASignedAddressHasExpired() throws Exception {
    hub.store().reply(exchange -> exchange.respond(403, Map.of(), "<Error>Expired</Error>"));

    pull();

    assertComplete();
    assertThat(weightRequestsAtTheHub()).isEqualTo(2);
  }

  @Test
  void isRefusedWhileAnotherPullOfTheSameModelIsAtWork() throws Exception {
    CountDownLatch second = new CountDownLatch(1);
    hub.store()
        .reply(exchange -> {
          second.await();
          hub.serve(exchange);
        });
    FutureTask<Pulled> first = new FutureTask<>(this::pull);
    Thread.ofVirtual().start(first);
    hub.store().awaitRequest(Duration.ofMinutes(1));

    assertThatThrownBy(this::pull)
        .isInstanceOf(IOException.class)
        .hasMessage("another pull of small-phi is at work: wait for it, or end it first");
    second.countDown();
    first.get();
    assertComplete();
  }

  @Test
  void endsTheOtherDownloadsWhenOneFails() {
    hub.store().otherwise(exchange -> exchange.hang());
    hub.hub()
        .at(
            "/" + FakeHub.ID + "/resolve/" + FakeHub.COMMIT + "/tokenizer.json",
            exchange -> {
              hub.store().awaitRequest(Duration.ofMinutes(1));
              exchange.respond(404, Map.of("X-Error-Code", "EntryNotFound"), "");
            });

    assertThatThrownBy(this::pull).hasMessageContaining("has no file tokenizer.json");
    assertThat(staged().resolve(partName())).exists();
  }

  @Test
  void saysThatTheDiskIsFullWhereItFillsUpMeanwhile() throws Exception {
    Files.createDirectories(staged().resolve(partName()));
    List<Long> free = new ArrayList<>(List.of(Long.MAX_VALUE, 5L));

    assertThatThrownBy(() -> pull(Optional.empty(), anyFolder -> free.removeFirst(), heard))
        .hasMessageContaining("1.0 MB are still to be fetched and 5 B are free");
  }

  /** Leaves the first bytes of the weights behind, as an ended process does. */
  private void breakOff(int bytes) {
    hub.store().reply(hub.cutAfter(bytes)).reply(exchange -> exchange.respond(404, Map.of(), ""));
    assertThatThrownBy(this::pull).isInstanceOf(HubException.class);
    pauses.clear();
    heard.remarks.clear();
  }

  /** What part of the weights was asked for, request by request. */
  private List<String> ranges() {
    return hub.store().requests().stream()
        .map(request -> request.header("Range").orElse(""))
        .toList();
  }

  private long weightRequestsAtTheHub() {
    return hub.hub().requests().stream()
        .map(ReceivedRequest::path)
        .filter(path -> path.endsWith("/" + WEIGHTS))
        .count();
  }
}
