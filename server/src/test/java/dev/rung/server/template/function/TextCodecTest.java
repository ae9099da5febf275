package dev.rung.server.template.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TextCodecTest {
  @ParameterizedTest
  @EnumSource
  void readsBackWhatItWrote(TextCodec codec) {
    long seed = 64L;
    var random = new Random(seed);

    for (int i = 0; i < 2_000; i++) {
      String text = "%" + randomText(random);

      String written = codec.encode(text.getBytes(StandardCharsets.UTF_8));
      assertThat(codec.decode(written).flatMap(Utf8::text)).as("seed %d", seed).contains(text);
      assertThat(written).isPrintable();
    }
  }

  @Test
  void escapesAsTheJdkUnescapes() {
    long seed = 3_986L;
    var random = new Random(seed);

    for (int i = 0; i < 1_000; i++) {
      String text = randomText(random);
      String escaped = TextCodec.PERCENT.encode(text.getBytes(StandardCharsets.UTF_8));

      assertThat(URLDecoder.decode(escaped, StandardCharsets.UTF_8))
          .as("seed %d", seed)
          .isEqualTo(text);
    }
  }

  @Test
  void refusesWhatIsNotItsOwn() {
    assertThat(Stream.of("a", "ab=c", "@@@@", "YQ===", "é"))
        .allSatisfy(text -> assertThat(TextCodec.BASE64.decode(text)).isEmpty());
    assertThat(Stream.of("a", "zz", "0x0", "é"))
        .allSatisfy(text -> assertThat(TextCodec.HEX.decode(text)).isEmpty());
    assertThat(Stream.of("plain", "%", "%4", "%zz", "a%20b c", "a+b%20", "é%20", "%20\n"))
        .allSatisfy(text -> assertThat(TextCodec.PERCENT.decode(text)).isEmpty());
  }

  @Test
  void decodesOnlyText() {
    var decoding = new Decoding(TextCodec.HEX);

    assertThat(decoding.answer(payload("c3bc"))).contains("ü");
    assertThat(Stream.of("", "ff", "00", "c3", "1b5b", "eda080"))
        .allSatisfy(hex -> assertThat(decoding.answer(payload(hex))).isEmpty());
  }

  private static Arguments payload(String text) {
    return new Arguments(Map.of(Arguments.TEXT, text));
  }

  private static String randomText(Random random) {
    return random
        .ints(random.nextInt(40), 0, 0x11000)
        .filter(c -> c >= ' ' && c != 0x7F && !(c >= 0x80 && c < 0xA0))
        .filter(c -> c < 0xD800 || c > 0xDFFF)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
