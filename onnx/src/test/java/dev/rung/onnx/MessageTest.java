package dev.rung.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Bytes as the documentation of protocol buffers gives them in its examples. */
class MessageTest {

  @Test
  void aNumberIsAVarint() {
    assertThat(hex(new Message().number(1, 150))).isEqualTo("089601");
    assertThat(hex(new Message().number(1, 0))).isEqualTo("0800");
    assertThat(hex(new Message().number(1, -2))).isEqualTo("08feffffffffffffffff01");
  }

  @Test
  void aTextHasItsLengthBeforeIt() {
    assertThat(hex(new Message().text(2, "testing"))).isEqualTo("120774657374696e67");
  }

  @Test
  void aMessageWithinOneLooksLikeAText() {
    assertThat(hex(new Message().message(3, new Message().number(1, 150)))).isEqualTo("1a03089601");
  }

  @Test
  void aRealHasFourBytesAndTheLowestFirst() {
    assertThat(hex(new Message().real(2, 1f))).isEqualTo("150000803f");
  }

  @Test
  void aFieldFromSixteenOnTakesTwoBytes() {
    assertThat(hex(new Message().number(20, 1))).isEqualTo("a00101");
  }

  private static String hex(Message message) {
    return HexFormat.of().formatHex(message.toBytes());
  }
}
