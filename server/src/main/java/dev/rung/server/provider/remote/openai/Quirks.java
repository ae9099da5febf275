package dev.rung.server.provider.remote.openai;

import static dev.rung.server.provider.FailureKind.AUTH;
import static dev.rung.server.provider.FailureKind.CONTENT_FILTERED;
import static dev.rung.server.provider.FailureKind.CONTEXT_TOO_LONG;
import static dev.rung.server.provider.FailureKind.INVALID_REQUEST;
import static dev.rung.server.provider.FailureKind.OVERLOADED;
import static dev.rung.server.provider.FailureKind.QUOTA_EXHAUSTED;
import static dev.rung.server.provider.FailureKind.RATE_LIMITED;
import static dev.rung.server.provider.FailureKind.UNAVAILABLE;
import static java.util.Map.entry;

import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.Hosts;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.provider.ProviderSettings;
import dev.rung.server.provider.remote.wire.FailureTable;
import dev.rung.server.provider.remote.wire.RateHeaders;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * In what a provider differs from the others that speak this dialect.
 *
 * @param streamUsage whether {@code stream_options.include_usage} is sent; the others count anyway
 * @param usualSchemas how an answer's JSON schema is asked for, but for {@link #schemas}
 * @param choosesTools whether {@code tool_choice} may be anything but "auto"
 * @param seeds which seeds requests may name
 * @param highestTemperature that is taken
 * @param mostStopTexts that are taken, but for {@link #mostStops}
 * @param mostTokensInOnePiece for how many tokens an answer may be asked for other than as a
 *     stream; 0 asks for streams alone
 * @param families whose models take what
 * @param constants fields that every request carries, with text values
 * @param turnConstants fields that every turn of the assistant carries, with text values
 * @param failures what its errors mean
 * @param limits in which headers it tells what is left of its limits
 */
record Quirks(
    boolean streamUsage,
    Schemas usualSchemas,
    boolean choosesTools,
    Seeds seeds,
    double highestTemperature,
    int mostStopTexts,
    int mostTokensInOnePiece,
    Families families,
    Map<String, String> constants,
    Map<String, String> turnConstants,
    FailureTable failures,
    RateHeaders limits) {

  /** How a JSON schema for the answer is asked for. */
  enum Schemas {
    /** {@code response_format} json_schema, which holds the schema. */
    ENFORCED,
    /** {@code response_format} json_object, with the schema in a system message. */
    DESCRIBED
  }

  /** Whose names decide which parameters a model takes. */
  enum Families {
    /** OpenAI's: its reasoning models take other parameters than the rest. */
    OPENAI,
    /** All models alike. */
    ALIKE
  }

  /** Which seeds are taken. */
  enum Seeds {
    NONE,
    /** From 0 on. */
    OF_31_BITS,
    ANY;

    /** The seed where it is taken, else none. */
    OptionalLong fitting(OptionalLong seed) {
      boolean fits =
          switch (this) {
            case NONE -> false;
            case OF_31_BITS -> seed.orElse(0) >= 0 && seed.orElse(0) <= Integer.MAX_VALUE;
            case ANY -> true;
          };
      return fits ? seed : OptionalLong.empty();
    }
  }

  private static final int ANY = Integer.MAX_VALUE;
  private static final double USUAL_TEMPERATURE = 2;

  /** Source: openai-openapi, "Up to 4 sequences". */
  private static final int OPENAIS_STOPS = 4;

  /**
   * In place of the reasoning that led to a turn: a conversation here may go to another model with
   * every turn, so reasoning is not kept. An empty text counts as none, and a blank one might.
   */
  private static final Map<String, String> NO_REASONING = Map.of("reasoning_content", ".");

  /**
   * APIs whose models reason unless they are told not to, and which then refuse a conversation with
   * a call of a tool that comes without the reasoning. Source: api-docs.deepseek.com,
   * guides/thinking_mode, and Moonshot's error "thinking is enabled but reasoning_content is
   * missing in assistant tool call message".
   */
  private static final Set<String> WANT_REASONING =
      Set.of("api.deepseek.com", "api.moonshot.ai", "api.moonshot.cn", "api.kimi.com");

  private static final Quirks OPENAI =
      new Quirks(
          true,
          Schemas.ENFORCED,
          true,
          Seeds.ANY,
          USUAL_TEMPERATURE,
          ANY,
          ANY,
          Families.OPENAI,
          Map.of(),
          Map.of(),
          FailureTable.COMMON,
          RateHeaders.OPENAI);

  /**
   * Would cut a prompt that is too long without a word, unless told to refuse it. Answers requests
   * for more tokens in one piece with "Requests with max_tokens &gt; 4096 must have stream=true".
   */
  private static final Quirks FIREWORKS =
      new Quirks(
          true,
          Schemas.ENFORCED,
          true,
          Seeds.ANY,
          USUAL_TEMPERATURE,
          4,
          4096,
          Families.ALIKE,
          Map.of("context_length_exceeded_behavior", "error"),
          Map.of(),
          new FailureTable(Map.of(), Map.of(412, QUOTA_EXHAUSTED)),
          RateHeaders.FIREWORKS);

  /** Answers 403 where prompt and max_tokens together exceed the window. */
  private static final Quirks TOGETHER =
      new Quirks(
          false,
          Schemas.ENFORCED,
          true,
          Seeds.ANY,
          USUAL_TEMPERATURE,
          ANY,
          ANY,
          Families.ALIKE,
          Map.of(),
          Map.of(),
          new FailureTable(Map.of(), Map.of(403, CONTEXT_TOO_LONG)),
          RateHeaders.TOGETHER);

  /**
   * Takes temperatures below 2. Its models that think answer as streams alone. Its
   * insufficient_quota is about tokens per minute; an empty account is Arrearage.
   */
  private static final Quirks QWEN =
      new Quirks(
          true,
          Schemas.DESCRIBED,
          true,
          Seeds.OF_31_BITS,
          1.99,
          ANY,
          0,
          Families.ALIKE,
          Map.of(),
          Map.of(),
          new FailureTable(
              Map.of(
                  "throttling", RATE_LIMITED,
                  "throttling.ratequota", RATE_LIMITED,
                  "throttling.burstrate", RATE_LIMITED,
                  "throttling.allocationquota", RATE_LIMITED,
                  "insufficient_quota", RATE_LIMITED,
                  "arrearage", QUOTA_EXHAUSTED,
                  "allocationquota.freetieronly", QUOTA_EXHAUSTED,
                  "data_inspection_failed", CONTENT_FILTERED,
                  "datainspectionfailed", CONTENT_FILTERED,
                  "invalidapikey", AUTH),
              Map.of()),
          RateHeaders.OPENAI);

  /**
   * Takes one stop text. Status 429 covers limits, an empty account and a locked one: only its
   * inner codes tell.
   */
  private static final Quirks GLM =
      new Quirks(
          false,
          Schemas.DESCRIBED,
          false,
          Seeds.NONE,
          1,
          1,
          ANY,
          Families.ALIKE,
          Map.of(),
          Map.of(),
          new FailureTable(glmCodes(), Map.of(434, AUTH)),
          RateHeaders.OPENAI);

  private static final Quirks HUGGINGFACE =
      new Quirks(
          true,
          Schemas.ENFORCED,
          true,
          Seeds.ANY,
          USUAL_TEMPERATURE,
          ANY,
          ANY,
          Families.ALIKE,
          Map.of(),
          Map.of(),
          FailureTable.COMMON,
          RateHeaders.OPENAI);

  private static final Map<ProviderKind, Quirks> BY_KIND =
      Map.of(
          ProviderKind.OPENAI, OPENAI,
          ProviderKind.FIREWORKS, FIREWORKS,
          ProviderKind.TOGETHER, TOGETHER,
          ProviderKind.QWEN, QWEN,
          ProviderKind.GLM, GLM,
          ProviderKind.HUGGINGFACE, HUGGINGFACE);

  Quirks {
    constants = Map.copyOf(constants);
    turnConstants = Map.copyOf(turnConstants);
  }

  /** Empty for a kind that speaks another dialect. */
  static Optional<Quirks> of(ProviderKind kind) {
    return Optional.ofNullable(BY_KIND.get(kind));
  }

  /** Of the server behind these settings; empty where its kind speaks another dialect. */
  static Optional<Quirks> of(ProviderSettings settings) {
    boolean wants = WANT_REASONING.contains(Hosts.host(settings.baseUrl()));
    return of(settings.kind()).map(usual -> wants ? usual.withTurnConstants(NO_REASONING) : usual);
  }

  private Quirks withTurnConstants(Map<String, String> fields) {
    return new Quirks(
        streamUsage,
        usualSchemas,
        choosesTools,
        seeds,
        highestTemperature,
        mostStopTexts,
        mostTokensInOnePiece,
        families,
        constants,
        fields,
        failures,
        limits);
  }

  /** Of this model: OpenAI's oldest know JSON mode alone. */
  Schemas schemas(String modelId) {
    boolean old = families == Families.OPENAI && !ModelFamily.takesSchemas(modelId);
    return old ? Schemas.DESCRIBED : usualSchemas;
  }

  /** Of this model: OpenAI's own are told by their names, since others speak this dialect, too. */
  int mostStops(String modelId) {
    boolean openAis = families == Families.OPENAI && ModelFamily.isOpenAis(modelId);
    return openAis ? OPENAIS_STOPS : mostStopTexts;
  }

  /** Source: docs.z.ai/api-reference/api-code. */
  private static Map<String, FailureKind> glmCodes() {
    return Map.ofEntries(
        entry("1000", AUTH),
        entry("1001", AUTH),
        entry("1002", AUTH),
        entry("1003", AUTH),
        entry("1004", AUTH),
        entry("1110", AUTH),
        entry("1111", AUTH),
        entry("1112", AUTH),
        entry("1113", QUOTA_EXHAUSTED),
        entry("1120", UNAVAILABLE),
        entry("1121", AUTH),
        entry("1200", UNAVAILABLE),
        entry("1210", INVALID_REQUEST),
        entry("1211", INVALID_REQUEST),
        entry("1214", INVALID_REQUEST),
        entry("1220", AUTH),
        entry("1230", UNAVAILABLE),
        entry("1234", UNAVAILABLE),
        entry("1261", CONTEXT_TOO_LONG),
        entry("1301", CONTENT_FILTERED),
        entry("1302", RATE_LIMITED),
        entry("1303", RATE_LIMITED),
        entry("1304", QUOTA_EXHAUSTED),
        entry("1305", RATE_LIMITED),
        entry("1308", QUOTA_EXHAUSTED),
        entry("1309", QUOTA_EXHAUSTED),
        entry("1310", QUOTA_EXHAUSTED),
        entry("1311", AUTH),
        entry("1312", OVERLOADED),
        entry("1313", RATE_LIMITED));
  }
}
