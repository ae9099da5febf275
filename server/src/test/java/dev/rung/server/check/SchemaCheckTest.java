package dev.rung.server.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.check.SchemaCheck.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaCheckTest {
  private static final String PERSON =
      """
      {"type":"object","properties":{"name":{"type":"string","minLength":1},
       "age":{"type":"integer","minimum":0}},"required":["name"],"additionalProperties":false}
      """;

  @ParameterizedTest(name = "{0} of {1}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"type\":\"object\"} | {} | ``",
        "{\"type\":\"object\"} | [] | type",
        "{\"type\":[\"string\",\"null\"]} | null | ``",
        "{\"type\":[\"string\",\"null\"]} | 1 | type",
        "{\"type\":\"integer\"} | 1.0 | ``",
        "{\"type\":\"integer\"} | 1.5 | type",
        "{\"type\":\"integer\"} | 1e2 | ``",
        "{\"type\":\"number\"} | 1.5 | ``",
        "{\"type\":\"boolean\"} | true | ``",
        "true | 1 | ``",
        "false | 1 | false",
        "{} | 1 | ``",
        "{\"const\":1} | 1.0 | ``",
        "{\"const\":{\"a\":[1]}} | {\"a\":[1]} | ``",
        "{\"const\":{\"a\":[1]}} | {\"a\":[2]} | const",
        "{\"enum\":[\"a\",2]} | 2 | ``",
        "{\"enum\":[\"a\",2]} | 3 | enum",
        "{\"minimum\":2} | 2 | ``",
        "{\"minimum\":2} | 1.9 | minimum",
        "{\"maximum\":2} | 3 | maximum",
        "{\"exclusiveMinimum\":2} | 2 | exclusiveMinimum",
        "{\"exclusiveMaximum\":2} | 2 | exclusiveMaximum",
        "{\"multipleOf\":0.1} | 0.3 | ``",
        "{\"multipleOf\":2} | 3 | multipleOf",
        "{\"minimum\":2} | \"text\" | ``",
        "{\"minLength\":2} | \"😀\" | minLength",
        "{\"maxLength\":1} | \"😀\" | ``",
        "{\"maxLength\":1} | \"ab\" | maxLength",
        "{\"pattern\":\"^a+$\"} | \"aaa\" | ``",
        "{\"pattern\":\"^a+$\"} | \"aab\" | pattern",
        "{\"pattern\":\"b\"} | \"abc\" | ``",
        "{\"format\":\"email\"} | \"no\" | ``",
        "{\"items\":{\"type\":\"string\"}} | [\"a\",1] | type",
        "{\"prefixItems\":[{\"type\":\"string\"}],\"items\":false} | [\"a\"] | ``",
        "{\"prefixItems\":[{\"type\":\"string\"}],\"items\":false} | [\"a\",1] | false",
        "{\"items\":[{\"type\":\"string\"}]} | [1] | type",
        "{\"minItems\":1} | [] | minItems",
        "{\"maxItems\":1} | [1,2] | maxItems",
        "{\"uniqueItems\":true} | [1,1.0] | uniqueItems",
        "{\"uniqueItems\":false} | [1,1] | ``",
        "{\"contains\":{\"const\":1}} | [2,1] | ``",
        "{\"contains\":{\"const\":1}} | [2] | contains",
        "{\"contains\":{\"const\":1},\"maxContains\":1} | [1,1] | contains",
        "{\"contains\":{\"const\":1},\"minContains\":0} | [] | ``",
        "{\"required\":[\"a\"]} | {} | required",
        "{\"properties\":{\"a\":{\"type\":\"null\"}}} | {\"a\":1} | type",
        "{\"properties\":{\"a\":true},\"additionalProperties\":false} | {\"b\":1} | additionalProperties",
        "{\"patternProperties\":{\"^x-\":{\"type\":\"null\"}},\"additionalProperties\":false} | {\"x-a\":null} | ``",
        "{\"patternProperties\":{\"^x-\":{\"type\":\"null\"}}} | {\"x-a\":1} | type",
        "{\"propertyNames\":{\"maxLength\":1}} | {\"ab\":1} | propertyNames",
        "{\"minProperties\":1} | {} | minProperties",
        "{\"maxProperties\":0} | {\"a\":1} | maxProperties",
        "{\"dependentRequired\":{\"a\":[\"b\"]}} | {\"a\":1} | dependentRequired",
        "{\"dependentRequired\":{\"a\":[\"b\"]}} | {} | ``",
        "{\"allOf\":[{\"minimum\":1},{\"maximum\":2}]} | 3 | maximum",
        "{\"anyOf\":[{\"type\":\"string\"},{\"minimum\":5}]} | 3 | anyOf",
        "{\"anyOf\":[{\"type\":\"string\"},{\"minimum\":5}]} | 7 | ``",
        "{\"oneOf\":[{\"minimum\":1},{\"minimum\":2}]} | 1 | ``",
        "{\"oneOf\":[{\"minimum\":1},{\"minimum\":2}]} | 2 | oneOf",
        "{\"not\":{\"type\":\"null\"}} | null | not",
        "{\"if\":{\"type\":\"string\"},\"then\":{\"minLength\":2},\"else\":false} | \"a\" | minLength",
        "{\"if\":{\"type\":\"string\"},\"then\":{\"minLength\":2},\"else\":false} | 1 | false",
        "{\"$defs\":{\"a/b\":{\"type\":\"null\"}},\"$ref\":\"#/$defs/a~1b\"} | 1 | type",
        "{\"allOf\":[{\"type\":\"null\"}],\"properties\":{\"a\":{\"$ref\":\"#/allOf/0\"}}} | null | ``",
        "{\"properties\":{\"next\":{\"$ref\":\"#\"}},\"required\":[\"v\"]} | {\"v\":1,\"next\":{\"v\":2}} | ``",
        "{\"properties\":{\"next\":{\"$ref\":\"#\"}},\"required\":[\"v\"]} | {\"v\":1,\"next\":{}} | required",
      })
  void holdsAValueAgainstASchema(String schema, String value, String unmet) {
    Result expected =
        unmet.isEmpty()
            ? new Result.Fits(value)
            : new Result.Misses("misses its schema in " + unmet);

    assertThat(SchemaCheck.check(schema, value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"Ann\"}",
        "  {\"name\":\"Ann\"}\n",
        "```json\n{\"name\":\"Ann\"}\n```",
        "Here it is:\n\n```\n{\"name\":\"Ann\"}\n```\nAnything else?",
        "  ```JSON\n  {\"name\":\"Ann\"}\n  ```",
      })
  void takesTheAnswerOutOfItsCodeFence(String answer) {
    assertThat(SchemaCheck.check(PERSON, answer)).isEqualTo(new Result.Fits("{\"name\":\"Ann\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Ann",
        "{\"name\":",
        "{\"name\":\"Ann\"} and {}",
        "```\n{\"name\":\"Ann\"}\n```\n```\n{}\n```",
        "```{\"name\":\"Ann\"}```",
        "{\"name\":\"Ann\",\"name\":\"Bob\"}",
        "{\"age\":1e999999999}",
        "'x'",
      })
  void turnsDownWhatIsNotJson(String answer) {
    assertThat(SchemaCheck.check(PERSON, answer)).isEqualTo(new Result.Misses("is not JSON"));
  }

  @Test
  void turnsDownAnAnswerThatIsTooDeep() {
    String deep = "[".repeat(5_000) + "]".repeat(5_000);

    assertThat(SchemaCheck.check("{}", deep)).isEqualTo(new Result.Misses("is not JSON"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"$ref\":\"http://127.0.0.1:1/schema\"} | refers to something beyond itself",
        "{\"$ref\":\"file:///etc/passwd\"} | refers to something beyond itself",
        "{\"$ref\":\"other.json#/a\"} | refers to something beyond itself",
        "{\"$ref\":\"#anchor\"} | refers to something beyond itself",
        "{\"$ref\":\"#/nowhere\"} | refers to what is not there",
        "{\"$ref\":\"#/%zz\"} | malformed reference",
        "{\"$ref\":\"#\"} | refers to itself too deeply",
        "{\"allOf\":[{\"$ref\":\"#\"},{\"$ref\":\"#\"}]} | refers to itself too deeply",
        "{\"pattern\":\"(a)\\\\1\"} | not a regular expression",
        "{\"pattern\":\"(?=a)\"} | not a regular expression",
        "{\"pattern\":\"((a{100}){100}){100}\"} | pattern that is too large",
        "{\"pattern\":\"a{99999}\"} | pattern that is too large",
        "{\"type\":\"thing\"} | type that does not exist",
        "{\"allOf\":1} | list is missing",
        "{\"allOf\":[1]} | no schema",
        "{\"unevaluatedProperties\":false} | keyword that is not known",
        "{ | too long or deep",
      })
  void saysWhereASchemaCannotBeChecked(String schema, String why) {
    assertThat(SchemaCheck.check(schema, "\"a\""))
        .isInstanceOfSatisfying(
            Result.Unchecked.class, unchecked -> assertThat(unchecked.why()).contains(why));
  }

  @Test
  void endsInTimeWhateverTheSchemaIs() {
    StringBuilder doubling = new StringBuilder("{\"$ref\":\"#/$defs/d0\",\"$defs\":{");
    for (int i = 0; i < 60; i++) {
      String next = "{\"not\":{\"$ref\":\"#/$defs/d" + (i + 1) + "\"}}";
      doubling.append("\"d" + i + "\":{\"oneOf\":[" + next + "," + next + "]},");
    }
    doubling.append("\"d60\":true}}");

    assertThat(SchemaCheck.check(doubling.toString(), "1"))
        .isEqualTo(new Result.Unchecked("1", "it takes too many steps"));
  }

  @Test
  void endsInTimeWhateverThePatternIs() {
    String answer = "\"" + "a".repeat(100_000) + "!\"";

    assertThat(SchemaCheck.check("{\"pattern\":\"^(a+)+$\"}", answer))
        .isEqualTo(new Result.Misses("misses its schema in pattern"));
    assertThat(SchemaCheck.check("{\"items\":{\"pattern\":\"^(a|a)*$\"}}", "[" + answer + "]"))
        .isEqualTo(new Result.Misses("misses its schema in pattern"));
  }

  @Test
  void endsInTimeWhateverTheAnswerIs() {
    String many = "[" + "1,".repeat(400_000) + "1]";

    assertThat(SchemaCheck.check("{\"uniqueItems\":true}", many))
        .isEqualTo(new Result.Misses("misses its schema in uniqueItems"));
    assertThat(SchemaCheck.check("{}", "1" + "0".repeat(5_000_000)))
        .isInstanceOf(Result.Unchecked.class);
  }
}
