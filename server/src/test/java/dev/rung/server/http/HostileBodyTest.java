package dev.rung.server.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are wrong: each is told by field and rule, and none reaches the engine. */
final class HostileBodyTest {
  private static final String USER = "{\"role\":\"user\",\"content\":\"x\"}";

  private final Door door = new Door();

  @AfterEach
  void close() {
    door.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~~                       | the body must not be empty",
        "[]                       | the body must be a JSON object",
        "nonsense                 | the body is not JSON: see line 1, column 9",
        "{\"model\":\"a\",         | the body is not JSON: see line 1",
        "{\"model\":\"a\"} {}     | the body must be a single JSON object: see line 1, column 15",
        "{\"model\":\"a\",\"model\":\"b\"} | the body names a field twice: see line 1",
        "{\"model\":\"\\ud800\"}  | the body has half of a surrogate pair: see line 1",
      })
  void aBodyThatCannotBeReadSaysWhere(String body, String message) {
    HttpResponse<String> response = door.chat(body);

    assertRefused(response);
    assertThat(response.body()).contains(message).contains("\"param\":null");
  }

  @Test
  void deepAndCrowdedBodiesAreRefused() {
    assertThat(door.chat("{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}").body())
        .contains("nested too deeply or has too many values");
    assertThat(door.chat("{\"a\":[" + "[],".repeat(349_000) + "[]]}").body())
        .contains("\"param\":\"messages\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"temperature\":\"hot\"     | temperature must be a number, not a string",
        "\"temperature\":3           | temperature must be 0 to 2, not 3.0",
        "\"temperature\":1e999       | temperature must be 0 to 2, not Infinity",
        "\"top_p\":0                 | top_p must be above 0, to 1, not 0.0",
        "\"max_tokens\":0            | max_tokens must be 1 to 1000000, not 0",
        "\"max_tokens\":99999999999  | max_tokens must be 1 to 1000000, not 2147483647",
        "\"max_tokens\":1.5          | max_tokens must be a whole number of 64 bits",
        "\"seed\":\"1\"              | seed must be a whole number, not a string",
        "\"n\":2                     | n must be 1: ask once per answer",
        "\"stream\":\"yes\"          | stream must be true or false, not a string",
        "\"stop\":7                  | stop must be an array, not a number",
        "\"stop\":[\"a\",7]          | stop[1] must be a string, not a number",
        "\"stop\":[\"\"]             | stop[0] must not be empty",
        "\"logprobs\":true           | logprobs must be false: they are not known here",
        "\"audio\":{}                | audio is not taken: answers are text",
        "\"modalities\":[\"audio\"]  | modalities must be [\\\"text\\\"]",
        "\"functions\":[]            | functions is not taken: use tools",
        "\"stream_options\":true     | stream_options must be an object, not a boolean",
        "\"response_format\":{\"type\":\"xml\"} | response_format.type must be text, json_object or"
            + " json_schema",
        "\"response_format\":{\"type\":\"json_schema\"} | response_format.json_schema.schema must"
            + " be an object",
        "\"tools\":[{\"type\":\"custom\"}] | tools[0].type must be function: others are not taken",
        "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"a b\"}}] |"
            + " tools[0].function.name must be 1 to 64",
        "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"a\",\"parameters\":7}}] |"
            + " tools[0].function.parameters must be an object, not a number",
        "\"tool_choice\":\"required\" | tool_choice required needs tools",
        "\"tool_choice\":\"some\"    | tool_choice must be auto, none, required or a function",
        "\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"b\"}} |"
            + " tool_choice.function.name must be the name of one of the tools",
        "\"rung\":7                  | rung must be an object, not a number",
        "\"rung\":{\"tier\":1}       | rung.tier is no field of rung",
        "\"rung\":{\"min_tier\":5}   | rung.min_tier must be a whole number from 0 to 4",
        "\"rung\":{\"min_tier\":3,\"max_tier\":2} | rung.min_tier must not be above max_tier",
        "\"rung\":{\"strategy\":\"ab\"} | rung.strategy must be one of balanced, quality-first,"
            + " cost-first, prefer-local, local-only, priority",
        "\"rung\":{\"max_cost_usd\":-1} | rung.max_cost_usd must be 0 to 1000000000 USD",
        "\"rung\":{\"cache\":[]}     | rung.cache must be default, bypass or only",
        "\"rung\":{\"timeout_ms\":0} | rung.timeout_ms must be a whole number from 1 to 86400000",
        "\"rung\":{\"hints\":{\"colour\":1}} | rung.hints.colour is not known here",
        "\"rung\":{\"hints\":{\"grids\":7}} | rung.hints.grids must be an array, not a number",
        "\"rung\":{\"hints\":{\"grids\":[[[1]],[]]}} | rung.hints.grids[1] must have at least one"
            + " cell",
        "\"rung\":{\"hints\":{\"grids\":[[[1,2],[3]]]}} | rung.hints.grids[0] must have rows of"
            + " the same length",
        "\"rung\":{\"hints\":{\"grids\":[[[1.5]]]}} | rung.hints.grids[0] must be an array of"
            + " rows, each an array of whole numbers",
        "\"rung\":{\"hints\":{\"grids\":[[1,2]]}} | rung.hints.grids[0] must be an array of"
            + " rows, each an array of whole numbers",
        "\"rung\":{\"hints\":{\"entities\":{\"cow\":7}}} | rung.hints.entities.cow must be an"
            + " array, not a number",
      })
  void aFieldThatIsWrongIsNamed(String field, String message) {
    HttpResponse<String> response =
        door.chat("{\"model\":\"auto\",\"messages\":[" + USER + "]," + field + "}");

    assertRefused(response);
    assertThat(response.body()).contains("\"message\":\"invalid request: " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "7                                        | messages must be an array, not a number",
        "[]                                       | messages must have 1 to 10000 messages",
        "[7]                                      | messages[0] must be an object, not a number",
        "[{\"content\":\"x\"}]                    | messages[0].role must be given",
        "[{\"role\":\"boss\",\"content\":\"x\"}]  | messages[0].role must be system, developer,"
            + " user,",
        "[{\"role\":\"function\"}]                | messages[0].role function is not taken: use"
            + " tools",
        "[{\"role\":\"user\"}]                    | messages[0].content must not be blank",
        "[{\"role\":\"user\",\"content\":7}]      | messages[0].content must be a string or an"
            + " array",
        "[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\" \"}]}] |"
            + " messages[0].content must not be blank",
        "[{\"role\":\"user\",\"content\":[{}]}]   | messages[0].content[0].type must be given",
        "[{\"role\":\"user\",\"content\":[{\"type\":\"file\"}]}] | messages[0].content[0].type must"
            + " be text or image_url",
        "[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"ftp://a\"}}]}]"
            + " | messages[0].content[0].image_url.url must be an http, https or data URI",
        "[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":"
            + "\"data:image/png;base64,no!!\"}}]}] | messages[0].content[0].image_url.url must be"
            + " data:, the media type of an image, ;base64, and then base64",
        "[{\"role\":\"assistant\",\"content\":\"x\"}] | messages[0].role the last message must be"
            + " of role user or tool",
        "[{\"role\":\"tool\",\"content\":\"x\"}]  | messages[0].tool_call_id must be given",
        "[{\"role\":\"tool\",\"tool_call_id\":\"c\",\"content\":\"x\"}] | messages[0].tool_call_id"
            + " must be the id of a tool call in an earlier message",
      })
  void aMessageThatIsWrongIsNamed(String messages, String message) {
    HttpResponse<String> response = door.chat("{\"model\":\"auto\",\"messages\":" + messages + "}");

    assertRefused(response);
    assertThat(response.body()).contains("invalid request: " + message);
  }

  /** Whose parts are refused is not told, too, that it is blank. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"role\":\"user\",\"content\":[{\"type\":\"input_audio\",\"input_audio\":{}}]}",
        "{\"role\":\"user\",\"content\":7}",
        "{\"role\":\"assistant\",\"function_call\":{}}," + USER,
      })
  void aFaultIsToldOnce(String messages) {
    HttpResponse<String> response =
        door.chat("{\"model\":\"auto\",\"messages\":[" + messages + "]}");

    assertRefused(response);
    assertThat(response.body()).doesNotContain("; ").doesNotContain("blank");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-rung-min-tier", "x-rung-max-cost-usd", "x-rung-timeout-ms"})
  void aHeaderThatIsWrongIsNamed(String header) {
    HttpResponse<String> response = door.chat(Door.PING, header, "many");

    assertRefused(response);
    assertThat(response.body()).contains("\"param\":\"" + header + "\"");
  }

  @Test
  void severalFaultsAreToldAtOnceAndManyAreCounted() {
    String messages = "{\"role\":\"boss\"},".repeat(30);

    String body = door.chat("{\"model\":1,\"messages\":[" + messages + USER + "]}").body();

    assertThat(body)
        .contains("messages[0].role")
        .contains("messages[9].role")
        .contains("and 21 more");
  }

  @Test
  void textBeyondTheBoundNamesTheFieldThatCrossesIt() {
    String text = "x".repeat(600 * 1024);

    assertThat(door.chat(Door.PING.replace("ping", text)).body())
        .contains("messages[0].content must hold at most 524288 bytes with all other text");
  }

  @Test
  void bytesThatAreNotUtf8AreNoJson() {
    byte[] body = Door.PING.getBytes(ISO_8859_1);
    body[Door.PING.indexOf("ping")] = (byte) 0xff;

    HttpResponse<String> response =
        door.send(
            HttpRequest.newBuilder(door.uri(Door.CHAT))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));

    assertRefused(response);
    assertThat(response.body()).contains("the body is not JSON");
  }

  @Test
  void anotherContentTypeIsRefused() {
    HttpResponse<String> response =
        door.send(
            HttpRequest.newBuilder(door.uri(Door.CHAT))
                .header("content-type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString(Door.PING)));

    assertThat(response.statusCode()).isEqualTo(415);
    assertThat(door.engine.asked()).isEmpty();
    assertThat(door.unheard)
        .singleElement()
        .satisfies(line -> assertThat(line.error()).contains("INVALID_REQUEST"))
        .satisfies(line ->
            assertThat(response.headers().firstValue("x-request-id")).contains(line.id().value()));
  }

  private void assertRefused(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("x-should-retry")).contains("false");
    assertThat(response.body())
        .contains("\"type\":\"invalid_request_error\"")
        .contains("\"code\":\"invalid_value\"")
        .contains("\"reason\":\"INVALID_REQUEST\"");
    assertThat(door.engine.asked()).isEmpty();
  }
}
