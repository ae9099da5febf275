package dev.rung.server.provider.remote.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenApiSchemaTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"string\"}",
        "{\"type\":\"STRING\",\"description\":\"d\",\"nullable\":true,\"default\":{\"format\":1}}",
        "{\"type\":\"string\",\"enum\":[\"a\",\"b\"]}",
        "{\"type\":\"string\",\"format\":\"date-time\"}",
        "{\"type\":\"integer\",\"format\":\"int32\",\"minimum\":1,\"maximum\":9}",
        "{\"type\":\"array\",\"items\":{\"type\":\"number\",\"format\":\"double\"}}",
        "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"boolean\"}},\"required\":[\"a\"]}",
        "{\"type\":\"object\",\"properties\":{\"enum\":{\"type\":\"integer\"}}}",
        "{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"null\"}]}",
      })
  void takesWhatTheOlderFieldsTake(String schema) throws Exception {
    assertThat(OpenApiSchema.is(schema)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"description\":\"any\"}",
        "{\"type\":[\"string\",\"null\"]}",
        "{\"type\":\"file\"}",
        "{\"type\":\"string\",\"format\":\"uri\"}",
        "{\"type\":\"string\",\"format\":\"date\"}",
        "{\"type\":\"integer\",\"format\":\"double\"}",
        "{\"type\":\"integer\",\"enum\":[1,2]}",
        "{\"type\":\"integer\",\"enum\":[\"1\"]}",
        "{\"type\":\"string\",\"enum\":[\"a\",null]}",
        "{\"type\":\"string\",\"enum\":[\"a\",\"\"]}",
        "{\"enum\":[\"a\"]}",
        "{\"type\":\"array\"}",
        "{\"type\":\"array\",\"items\":true}",
        "{\"type\":\"array\",\"items\":[{\"type\":\"string\"}]}",
        "{\"type\":\"string\",\"items\":{\"type\":\"string\"}}",
        "{\"type\":\"object\"}",
        "{\"type\":\"object\",\"properties\":{}}",
        "{\"type\":\"object\",\"properties\":{\"a\":{}}}",
        "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"object\"}}}",
        "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}},\"required\":[\"b\"]}",
        "{\"type\":\"string\",\"properties\":{\"a\":{\"type\":\"string\"}}}",
        "{\"type\":\"string\",\"required\":[\"a\"]}",
        "{\"type\":\"string\",\"const\":\"a\"}",
        "{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"integer\",\"enum\":[1]}]}",
        "{\"$ref\":\"#/$defs/a\",\"$defs\":{\"a\":{\"type\":\"string\"}}}",
      })
  void refusesWhatTheyRefuse(String schema) throws Exception {
    assertThat(OpenApiSchema.is(schema)).isFalse();
  }

  @Test
  void refusesWhatIsNotJson() {
    assertThatThrownBy(() -> OpenApiSchema.is("{\"type\":")).isInstanceOf(IOException.class);
  }
}
