package dev.rung.server.provider.remote.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.ProviderException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NdjsonReaderTest {

  @Test
  void readsTheSameWhereverTheBytesAreCut() throws Exception {
    byte[] stream = "{\"a\":\"ü😀\"}\n\r\n \t\n{\"b\":2}\r\n{\"c\":3}".getBytes(UTF_8);

    for (int size = 1; size <= stream.length; size++) {
      assertThat(read(stream, size))
          .as("pieces of %d bytes", size)
          .containsExactly("{\"a\":\"ü😀\"}", "{\"b\":2}", "{\"c\":3}");
    }
  }

  @Test
  void readsNothingOutOfNothing() throws Exception {
    assertThat(read(new byte[0], 1)).isEmpty();
    assertThat(read("\n\n".getBytes(UTF_8), 1)).isEmpty();
  }

  @Test
  void growsForALongLineAndRefusesATooLongOne() throws Exception {
    byte[] fits = ("x".repeat(60_000) + "\n{}\n").getBytes(UTF_8);
    NdjsonReader tooLong = new NdjsonReader(CannedExchange.of("", fits, 1000), 50_000);

    assertThat(read(fits, 1000)).containsExactly("x".repeat(60_000), "{}");
    assertThatThrownBy(tooLong::next)
        .isInstanceOfSatisfying(
            ProviderException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.BAD_RESPONSE));
  }

  private static List<String> read(byte[] stream, int size) throws Exception {
    NdjsonReader reader = new NdjsonReader(CannedExchange.of("", stream, size), 100_000);
    List<String> lines = new ArrayList<>();
    while (reader.next()) {
      lines.add(reader.line().text());
    }
    return lines;
  }
}
