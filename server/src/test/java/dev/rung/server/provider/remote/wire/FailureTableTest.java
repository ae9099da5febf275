package dev.rung.server.provider.remote.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.provider.FailureKind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureTableTest {

  @ParameterizedTest
  @CsvSource({
    "301, BAD_RESPONSE",
    "400, INVALID_REQUEST",
    "401, AUTH",
    "402, QUOTA_EXHAUSTED",
    "403, AUTH",
    "404, INVALID_REQUEST",
    "408, TIMEOUT",
    "413, CONTEXT_TOO_LONG",
    "422, INVALID_REQUEST",
    "418, INVALID_REQUEST",
    "429, RATE_LIMITED",
    "500, UNAVAILABLE",
    "502, UNAVAILABLE",
    "503, OVERLOADED",
    "504, TIMEOUT",
    "529, OVERLOADED",
    "599, UNAVAILABLE"
  })
  void goesByTheStatusWhereNothingElseIsSaid(int status, FailureKind kind) {
    assertThat(FailureTable.COMMON.kindOf(status, ErrorBody.NONE)).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "429, insufficient_quota, '', '', QUOTA_EXHAUSTED",
    "429, credit_balance_exhausted, '', '', QUOTA_EXHAUSTED",
    "429, '', insufficient_quota, 'You exceeded your current quota', QUOTA_EXHAUSTED",
    "429, '', '', 'Your credit balance is too low', QUOTA_EXHAUSTED",
    "429, rate_limit_exceeded, tokens, 'see account/billing details', RATE_LIMITED",
    "429, '', requests, 'Rate limit reached', RATE_LIMITED",
    "400, context_length_exceeded, invalid_request_error, '', CONTEXT_TOO_LONG",
    "400, 400, exceed_context_size_error, 'request (18015 tokens) exceeds', CONTEXT_TOO_LONG",
    "400, '', '', 'maximum context length is 8192 tokens', CONTEXT_TOO_LONG",
    "400, '', BadRequestError, 'This model''s Maximum Context Length is 4', CONTEXT_TOO_LONG",
    "400, 400, BadRequestError, 'The decoder prompt (length 9) is longer than the maximum model"
        + " length of 4.', CONTEXT_TOO_LONG",
    "400, '', '', 'Input length (9 tokens) exceeds the maximum allowed length', CONTEXT_TOO_LONG",
    "400, invalid_parameter_error, '', '<400> InternalError.Algo.InvalidParameter: Range of input"
        + " length should be [1, 30720]', CONTEXT_TOO_LONG",
    "400, '', invalid_request_error, 'Your request exceeded model token limit: 4', CONTEXT_TOO_LONG",
    "400, '', '', 'the model is loaded with context length of only 4 tokens', CONTEXT_TOO_LONG",
    "400, '', '', 'The number of tokens to keep from the initial prompt is greater than the context"
        + " length', CONTEXT_TOO_LONG",
    "400, '', '', 'Cannot truncate prompt with n_keep (9) >= n_ctx (4)', CONTEXT_TOO_LONG",
    "429, 429, RESOURCE_EXHAUSTED, 'Your prepayment credits are depleted.', QUOTA_EXHAUSTED",
    "400, content_policy_violation, '', '', CONTENT_FILTERED",
    "400, unsupported_parameter, invalid_request_error, '', INVALID_REQUEST",
    "401, invalid_api_key, invalid_request_error, '', AUTH",
    "404, model_not_found, invalid_request_error, '', INVALID_REQUEST",
    "404, '', '', 'model is not loaded', UNAVAILABLE",
    "503, 503, unavailable_error, 'Loading model', UNAVAILABLE",
    "500, '', '', 'The server is overloaded', OVERLOADED",
    "200, '', overloaded_error, 'Overloaded', OVERLOADED",
    "200, '', '', 'The input or output was flagged as sensitive. (E005)', CONTENT_FILTERED",
    "200, 429, '', 'slow down', RATE_LIMITED",
    "200, 400, invalid_request_error, 'no', INVALID_REQUEST",
    "200, '', invalid_request_error, 'no', INVALID_REQUEST",
    "200, '', '', 'maximum context length is 8192 tokens', CONTEXT_TOO_LONG",
    "200, '', '', 'boom', UNAVAILABLE",
    "200, 200, '', 'boom', UNAVAILABLE",
    "200, 4xx, '', 'boom', UNAVAILABLE"
  })
  void goesByCodeTypeAndWordsBeforeTheStatus(
      int status, String code, String type, String message, FailureKind kind) {
    assertThat(FailureTable.COMMON.kindOf(status, new ErrorBody(message, code, type)))
        .isEqualTo(kind);
  }

  @Test
  void goesByTheProvidersOwnCodesAndStatusesFirst() {
    FailureTable own =
        new FailureTable(
            Map.of("insufficient_quota", FailureKind.RATE_LIMITED),
            Map.of(403, FailureKind.CONTEXT_TOO_LONG));

    assertThat(own.kindOf(429, new ErrorBody("", "Insufficient_Quota", "")))
        .isEqualTo(FailureKind.RATE_LIMITED);
    assertThat(own.kindOf(403, new ErrorBody("too long", "", "")))
        .isEqualTo(FailureKind.CONTEXT_TOO_LONG);
    assertThat(own.kindOf(403, new ErrorBody("", "invalid_api_key", "")))
        .isEqualTo(FailureKind.AUTH);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"error\":{\"message\":\"m\",\"type\":\"t\",\"code\":\"c\"}} | m | c | t",
        "{\"error\":{\"code\":400,\"message\":\"m\",\"type\":null}}    | m | 400 | ''",
        "{\"error\":\"text\"}                                          | text | '' | ''",
        "[{\"error\":{\"message\":\"m\",\"code\":429}}]                | m | 429 | ''",
        "{\"code\":\"Arrearage\",\"message\":\"m\",\"request_id\":\"r\"} | m | Arrearage | ''",
        "{\"object\":\"error\",\"message\":\"m\",\"type\":\"t\",\"code\":400} | m | 400 | t",
        "{\"detail\":\"d\"}                                            | d | '' | ''",
        "{\"detail\":[{\"msg\":\"m\",\"type\":\"t\"}]}                 | m | '' | ''",
        "{\"title\":\"t\",\"detail\":\"d\",\"status\":401}             | d | '' | ''",
        "<html><body>Bad Gateway</body></html>                         | an HTML page | '' | ''",
        "plain text                                                    | '' | '' | ''",
        "{\"error\":{\"mess                                            | '' | '' | ''",
        "''                                                            | '' | '' | ''",
        "{\"error\":null}                                              | '' | '' | ''",
        "[]                                                            | '' | '' | ''"
      })
  void understandsEveryFormOfError(String body, String message, String code, String type) {
    assertThat(ErrorBody.parse(Slice.of(body.getBytes(UTF_8))))
        .isEqualTo(new ErrorBody(message, code, type));
  }
}
