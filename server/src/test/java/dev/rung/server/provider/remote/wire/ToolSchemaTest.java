package dev.rung.server.provider.remote.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToolSchemaTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | {\"type\":\"object\",\"properties\":{}}",
        "{} | {\"type\":\"object\",\"properties\":{}}",
        "{\"type\":\"object\"} | {\"type\":\"object\",\"properties\":{}}",
        "{\"properties\":{\"a\":{}}} | {\"properties\":{\"a\":{}},\"type\":\"object\"}",
        "{\"a\":{\"type\":\"string\"}} | {\"a\":{\"type\":\"string\"},\"type\":\"object\",\"properties\":{}}",
        "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"object\"}}}"
            + " | {\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"object\"}}}",
        "{\"type\":\"string\"} | {\"type\":\"string\"}",
        "{\"type\":[\"object\",\"null\"]} | {\"type\":[\"object\",\"null\"]}",
      })
  void saysThatItIsAnObjectAndWhatItHas(String schema, String expected) throws Exception {
    assertThat(RequestBody.write(json -> ToolSchema.write(schema, json)).text())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "1", "{", "{} {}", "{\"a\":}"})
  void refusesWhatIsNotOneObject(String schema) {
    assertThatThrownBy(() -> RequestBody.write(json -> ToolSchema.write(schema, json)))
        .isInstanceOf(IOException.class);
  }
}
