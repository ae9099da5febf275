package dev.rung.server.provider.remote.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @Test
  void skipsWhatIsLeftUnread() throws Exception {
    List<String> seen = new ArrayList<>();

    Json.object(
        slice("{\"skip\":{\"a\":[1,{\"b\":2}]},\"take\":\"x\",\"more\":[[]],\"last\":1.5}"),
        seen::clear,
        (name, value) -> seen.add(name + "=" + Json.text(value)));

    assertThat(seen).containsExactly("skip=", "take=x", "more=", "last=1.5");
  }

  @Test
  void readsBytesThatAreNotUtf8AsReplacementCharacters() throws Exception {
    byte[] json = "{\"a\":1,\"text\":\"x?y\"}".getBytes(UTF_8);
    json[16] = (byte) 0xFF;
    List<String> seen = new ArrayList<>();

    Json.object(
        Slice.of(json), seen::clear, (name, value) -> seen.add(name + "=" + Json.text(value)));

    assertThat(seen).containsExactly("a=1", "text=x\uFFFDy");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "[]", "1", "{", "{}x", "{} {}", "{\"a\":}", "{\"a\":1,}", "<html>"})
  void refusesWhatIsNotOneObject(String text) {
    assertThatThrownBy(() -> Json.object(slice(text), () -> {}, (name, value) -> {}))
        .isInstanceOf(IOException.class);
  }

  @Test
  void refusesNestingThatIsTooDeep() {
    String deep = "{\"a\":" + "[".repeat(100_000);

    assertThatThrownBy(() -> Json.object(slice(deep), () -> {}, (name, value) -> {}))
        .isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "5, 5",
    "0, 0",
    "-5, 0",
    "2.9, 2",
    "1e3, 1000",
    "1e300, 100000000000",
    "null, 0",
    "true, 0",
    "'\"7\"', 7",
    "'\"-7\"', 0",
    "'\"seven\"', 0",
    "'\"\"', 0",
    "'\"99999999999999\"', 100000000000",
    "[7], 0",
    "99999999999999999999, 100000000000"
  })
  void countsNothingBelowZeroAndNothingThatIsNoNumber(String json, long expected) throws Exception {
    List<Long> counts = new ArrayList<>();

    Json.object(
        slice("{\"n\":" + json + "}"),
        counts::clear,
        (name, value) -> counts.add(Json.count(value)));

    assertThat(counts).containsExactly(expected);
  }

  @Test
  void copiesAValueWithoutLosingDigits() throws Exception {
    String value = "{\"a\":[1.10,1E+5,12345678901234567890.123,\"é\\n\"],\"b\":null,\"c\":{}}";

    RequestBody copy = RequestBody.write(json -> Json.copy(value, json));

    assertThat(copy.text()).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{} {}", "nope", "{\"a\":1"})
  void copiesOnlyOneWholeValue(String text) {
    assertThatThrownBy(() -> RequestBody.write(json -> Json.copy(text, json)))
        .isInstanceOf(IOException.class);
  }

  private static Slice slice(String text) {
    return Slice.of(text.getBytes(UTF_8));
  }
}
