package dev.rung.server.provider.remote.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaShapeTest {
  @Test
  void tellsKeywordsFromNamesAndValues() throws Exception {
    SchemaShape shape =
        SchemaShape.of(
            """
            {"type":"object","properties":{"pattern":{"type":"array","items":{"minimum":1}},
             "a":{"enum":[{"maximum":1}],"default":{"not":1},"$ref":"#/$defs/b"}},
             "anyOf":[{"required":["oneOf"]}],"$defs":{"b":{"multipleOf":2}},
             "additionalProperties":{"format":"date"}}
            """);

    assertThat(shape.keywords())
        .containsExactlyInAnyOrder(
            "type",
            "properties",
            "items",
            "minimum",
            "enum",
            "default",
            "$ref",
            "anyOf",
            "required",
            "$defs",
            "multipleOf",
            "additionalProperties",
            "format");
    assertThat(shape.usesOnly(Set.of("type"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | false",
        "{\"type\":\"string\"} | false",
        "{\"type\":[\"string\",\"null\"]} | false",
        "{\"type\":\"object\"} | true",
        "{\"properties\":{}} | true",
        "{\"type\":\"object\",\"additionalProperties\":true} | true",
        "{\"type\":\"object\",\"additionalProperties\":false} | false",
        "{\"items\":{\"type\":\"object\"}} | true",
        "{\"allOf\":[{\"type\":\"object\"}]} | true",
      })
  void seesOpenObjects(String schema, boolean open) throws Exception {
    assertThat(SchemaShape.of(schema).openObjects()).isEqualTo(open);
  }

  @Test
  void seesPropertiesThatNameNone() throws Exception {
    assertThat(SchemaShape.of("{\"properties\":{}}").emptyProperties()).isTrue();
    assertThat(SchemaShape.of("{\"properties\":{\"a\":{}}}").emptyProperties()).isFalse();
    assertThat(SchemaShape.of("{\"$defs\":{}}").emptyProperties()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"object\",\"properties\":{\"a\":{}}} | true | true",
        "{\"type\":\"object\",\"required\":[\"a\"],\"properties\":{\"a\":{}}} | false | true",
        "{\"items\":{\"type\":\"object\",\"properties\":{\"a\":{}}}} | true | false",
        "{\"$defs\":{\"a\":{\"type\":\"object\"}}} | false | false",
        "{\"type\":[\"object\",\"null\"]} | false | false",
        "{} | false | false",
      })
  void seesPropertiesThatMayBeMissingAndWhetherTheWholeIsAnObject(
      String schema, boolean optional, boolean object) throws Exception {
    SchemaShape shape = SchemaShape.of(schema);

    assertThat(shape.optionalProperties()).isEqualTo(optional);
    assertThat(shape.object()).isEqualTo(object);
  }

  @Test
  void refusesWhatIsNotJson() {
    assertThatThrownBy(() -> SchemaShape.of("{\"type\":")).isInstanceOf(IOException.class);
  }
}
