package dev.rung.server.provider.remote.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.ProviderException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseReaderTest {
  private static final int LIMIT = 1 << 20;

  /** An event as it was read, copied out of the reader's buffer. */
  private record Event(String type, String data, String id) {
    static Event of(String data) {
      return new Event("", data, "");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r", "\r\n"})
  void endsLinesInAllThreeWays(String end) throws Exception {
    String stream = String.join(end, "data: one", "", "data: two", "data: lines", "", "");

    assertThat(read(stream)).containsExactly(Event.of("one"), Event.of("two\nlines"));
  }

  @Test
  void readsTypeAndId() throws Exception {
    String stream = "event: error\nid: 7\ndata: a\n\ndata: b\n\n";

    assertThat(read(stream)).containsExactly(new Event("error", "a", "7"), new Event("", "b", "7"));
  }

  @Test
  void skipsCommentsUnknownFieldsRetryAndEventsWithoutData() throws Exception {
    String stream =
        ": keep-alive\n\nretry: 10\n\nevent: ping\n\nunknown: x\nnothing\ndata: a\n: mid\n\n";

    assertThat(read(stream)).containsExactly(Event.of("a"));
  }

  @Test
  void takesOffOneSpaceOnlyAndAllowsNone() throws Exception {
    assertThat(read("data:a\n\ndata:  b\n\ndata\n\ndata:\n\n"))
        .containsExactly(Event.of("a"), Event.of(" b"), Event.of(""), Event.of(""));
  }

  @Test
  void skipsAByteOrderMarkAtTheBeginningOnly() throws Exception {
    assertThat(read("\uFEFFdata: a\n\n\uFEFFdata: lost\n\ndata: \uFEFFb\n\n"))
        .containsExactly(Event.of("a"), Event.of("\uFEFFb"));
  }

  @Test
  void ignoresAnIdWithANullCharacter() throws Exception {
    assertThat(read("id: 1\ndata: a\n\nid: 2\0\ndata: b\n\n"))
        .containsExactly(new Event("", "a", "1"), new Event("", "b", "1"));
  }

  @Test
  void dropsAnEventThatTheEndCutsOff() throws Exception {
    assertThat(read("data: a\n\ndata: b")).containsExactly(Event.of("a"));
    assertThat(read("data: a\n\ndata: b\n")).containsExactly(Event.of("a"));
  }

  @Test
  void readsTheSameWhereverTheBytesAreCut() throws Exception {
    byte[] stream =
        "\uFEFF: hi\r\nevent: x\r\nid: é\r\ndata: grüße 😀\r\ndata: 2\r\rdata:3\n\n\r\ndata: 4\r\n\r\n"
            .getBytes(UTF_8);
    List<Event> whole = readPieces(stream, stream.length);
    assertThat(whole).hasSize(3);

    for (int first = 1; first < stream.length; first++) {
      int cut = first;
      int[] piece = {0};
      CannedExchange.Pieces pieces = () -> piece[0]++ == 0 ? cut : stream.length;
      assertThat(read(pieces, stream)).as("cut after byte %d", first).isEqualTo(whole);
    }
    for (int size = 1; size <= stream.length; size++) {
      assertThat(readPieces(stream, size)).as("pieces of %d bytes", size).isEqualTo(whole);
    }
  }

  @Test
  void readsLikeANaiveReaderWhateverComes() throws Exception {
    long seed = System.nanoTime();
    RandomGenerator random = new Random(seed);
    String[] words = {
      "data: ", "data", ":", "event: e", "id: 1", "\n", "\r", "\r\n", "\n\n", "ü😀", " "
    };
    for (int round = 0; round < 2000; round++) {
      StringBuilder stream = new StringBuilder();
      for (int i = random.nextInt(40); i > 0; i--) {
        stream.append(words[random.nextInt(words.length)]);
      }
      byte[] bytes = stream.toString().getBytes(UTF_8);

      List<Event> events = read(() -> random.nextInt(1, 6), bytes);

      assertThat(events).as("seed %d: %s", seed, stream).isEqualTo(naive(stream.toString()));
    }
  }

  @Test
  void handsAnEventOutBeforeTheNextByteIsThere() throws Exception {
    byte[] stream = "data: a\r\r".getBytes(UTF_8);
    int[] reads = {0};
    ByteSource source =
        (into, offset, length) -> {
          if (reads[0]++ > 0) {
            throw new AssertionError("waited for bytes that it did not need");
          }
          System.arraycopy(stream, 0, into, offset, stream.length);
          return stream.length;
        };

    assertThat(new SseReader(source, LIMIT).next()).isTrue();
  }

  @Test
  void refusesALineOrAnEventThatIsTooLong() {
    byte[] line = ("data: " + "x".repeat(5000) + "\n\n").getBytes(UTF_8);
    byte[] event = "data: 0123456789\n".repeat(500).getBytes(UTF_8);

    for (byte[] tooLong : List.of(line, event)) {
      SseReader reader = new SseReader(CannedExchange.of("", tooLong, 100), 4096);
      assertThatThrownBy(reader::next)
          .isInstanceOfSatisfying(
              ProviderException.class,
              e -> assertThat(e.kind()).isEqualTo(FailureKind.BAD_RESPONSE))
          .hasMessageContaining("4096");
    }
  }

  @Test
  void holdsNoMoreThanItsLimitOfATokenThatNeverEnds() {
    long[] sent = {0};
    ByteSource endless =
        (into, offset, length) -> {
          sent[0] += length;
          assertThat(sent[0]).isLessThan(100L << 20);
          return length;
        };

    SseReader reader = new SseReader(endless, LIMIT);

    assertThatThrownBy(reader::next).isInstanceOf(ProviderException.class);
    assertThat(sent[0]).isLessThan(4L * LIMIT);
  }

  @Test
  void passesOnBytesThatAreNotUtf8() throws Exception {
    byte[] stream = {'d', 'a', 't', 'a', ':', (byte) 0xC3, (byte) 0x28, '\n', '\n'};
    SseReader reader = new SseReader(CannedExchange.of("", stream, 1), LIMIT);

    assertThat(reader.next()).isTrue();

    assertThat(reader.data().length()).isEqualTo(2);
    assertThat(reader.data().text()).isEqualTo("\uFFFD(");
  }

  private static List<Event> read(String stream) throws Exception {
    return readPieces(stream.getBytes(UTF_8), 7);
  }

  private static List<Event> readPieces(byte[] stream, int size) throws Exception {
    return read(() -> size, stream);
  }

  private static List<Event> read(CannedExchange.Pieces pieces, byte[] stream) throws Exception {
    SseReader reader = new SseReader(new CannedExchange(200, Map.of(), stream, pieces), LIMIT);
    List<Event> events = new ArrayList<>();
    while (reader.next()) {
      events.add(new Event(reader.type(), reader.data().text(), reader.lastEventId()));
    }
    return events;
  }

  /** The specification's algorithm, word by word, on the whole text at once. */
  private static List<Event> naive(String stream) {
    List<Event> events = new ArrayList<>();
    String[] lines = stream.split("\r\n|\n|\r", -1);
    String data = "";
    String type = "";
    String id = "";
    for (int i = 0; i < lines.length - 1; i++) {
      if (lines[i].isEmpty()) {
        if (!data.isEmpty()) {
          events.add(new Event(type, data.substring(0, data.length() - 1), id));
        }
        data = "";
        type = "";
        continue;
      }
      int colon = lines[i].indexOf(':');
      String name = colon < 0 ? lines[i] : lines[i].substring(0, colon);
      String value = colon < 0 ? "" : lines[i].substring(colon + 1);
      value = value.startsWith(" ") ? value.substring(1) : value;
      switch (name) {
        case "data" -> data += value + "\n";
        case "event" -> type = value;
        case "id" -> id = value;
        default -> {}
      }
    }
    return events;
  }
}
