package dev.rung.bench.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class FramesTest {
  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  @Test
  void framesAreThoseOfTheStandard() {
    assertThat(hex(Frames.ping(Frames.ACK))).isEqualTo("000008060100000000" + "00".repeat(8));
    assertThat(hex(Frames.settings(Frames.INITIAL_WINDOW, 0)))
        .isEqualTo("000006040000000000" + "000400000000");
    assertThat(hex(Frames.reset(3))).isEqualTo("000004030000000003" + "00000008");
    assertThat(hex(Frames.data(1, Frames.END_STREAM, Frames.message(new byte[] {7}))))
        .isEqualTo("000006000100000001" + "000000000107");
  }

  @Test
  void longTextsHaveTheirLengthInSevenBitsAtATime() {
    // RFC 7541, 5.1: 127 and then 1337 - 127 = 1210 = 0x4ba, the lowest seven bits first.
    byte[] field = Frames.field("x", "a".repeat(1_337));

    assertThat(hex(field)).startsWith("0001787fba09616161");
    assertThat(field).hasSize(3 + 3 + 1_337);
    assertThat(new String(field, StandardCharsets.US_ASCII)).endsWith("aaa");
  }
}
