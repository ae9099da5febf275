package dev.rung.server.app.cli;

import dev.rung.v1.CachePolicy;
import dev.rung.v1.GenerateRequest;
import dev.rung.v1.GenerateRequest.TemplatePolicy;
import dev.rung.v1.Message;
import dev.rung.v1.Role;
import dev.rung.v1.Strategy;
import dev.rung.v1.Tier;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A prompt and its limits, as typed. The daemon checks the values; here they are only read. */
final class RequestOptions {
  private static final int LONGEST_PROMPT = 16 * 1024 * 1024;

  @Parameters(
      arity = "0..*",
      paramLabel = "PROMPT",
      description = "What to ask; - reads it from standard input.")
  private List<String> words = List.of();

  @Option(names = "--system", paramLabel = "TEXT", description = "The system prompt.")
  private Optional<String> system = Optional.empty();

  @Option(
      names = {"--model", "-m"},
      paramLabel = "NAME",
      description = "A model or an alias; without it, Rung chooses.")
  private Optional<String> model = Optional.empty();

  @Option(
      names = "--tier-min",
      paramLabel = "0-4",
      converter = TierConverter.class,
      description = "The lowest tier that may answer.")
  private Optional<Tier> tierMin = Optional.empty();

  @Option(
      names = "--tier-max",
      paramLabel = "0-4",
      converter = TierConverter.class,
      description = "The highest tier that may answer.")
  private Optional<Tier> tierMax = Optional.empty();

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      converter = StrategyConverter.class,
      completionCandidates = StrategyConverter.class,
      description = "How a model is chosen: ${COMPLETION-CANDIDATES}.")
  private Optional<Strategy> strategy = Optional.empty();

  @Option(names = "--max-tokens", paramLabel = "N", description = "The longest answer, in tokens.")
  private Optional<Integer> maxTokens = Optional.empty();

  @Option(names = "--temperature", paramLabel = "0-2", description = "How freely a model chooses.")
  private Optional<Double> temperature = Optional.empty();

  @Option(
      names = "--cache",
      paramLabel = "NAME",
      converter = CacheNames.class,
      completionCandidates = CacheNames.class,
      description = "How kept answers are used: ${COMPLETION-CANDIDATES}.")
  private Optional<CachePolicy> cache = Optional.empty();

  @Option(
      names = "--similar",
      description = "Take a kept answer to the same question in other words, too.")
  private boolean similar;

  @Option(
      names = "--exact",
      description = "Take a kept answer to the very same question only; else as configured.")
  private boolean exact;

  @Option(names = "--no-templates", description = "Always ask a model.")
  private boolean noTemplates;

  /** What a request may want of kept answers. */
  static final class CacheNames extends NameConverter<CachePolicy> {
    CacheNames() {
      super(new CachePolicy[] {CachePolicy.DEFAULT, CachePolicy.BYPASS, CachePolicy.ONLY});
    }
  }

  /**
   * The request.
   *
   * @param in where the prompt comes from if it is given as "-"
   */
  GenerateRequest read(InputStream in) throws UsageException, IOException {
    if (words.isEmpty()) {
      throw new UsageException("Missing required parameter: 'PROMPT'");
    }
    String prompt = words.equals(List.of("-")) ? readAll(in) : String.join(" ", words);
    GenerateRequest.Builder request = GenerateRequest.newBuilder();
    system.ifPresentOrElse(
        text ->
            request.addMessages(message(Role.SYSTEM, text)).addMessages(message(Role.USER, prompt)),
        () -> request.setPrompt(prompt));
    limit(request);
    return request.build();
  }

  /** What each request of a file begins with; it says itself what is asked. */
  GenerateRequest readForFile() throws UsageException {
    if (!words.isEmpty() || system.isPresent()) {
      throw new UsageException("--batch excludes a prompt and --system: they stand in the file");
    }
    GenerateRequest.Builder request = GenerateRequest.newBuilder();
    limit(request);
    return request.build();
  }

  private void limit(GenerateRequest.Builder request) throws UsageException {
    if (similar && exact) {
      throw new UsageException("--similar and --exact exclude each other");
    }
    model.ifPresent(request::setModel);
    tierMin.ifPresent(request::setMinTier);
    tierMax.ifPresent(request::setMaxTier);
    strategy.ifPresent(request::setStrategy);
    maxTokens.ifPresent(request::setMaxTokens);
    temperature.ifPresent(request::setTemperature);
    cache.ifPresent(request::setCache);
    if (similar || exact) {
      request.setCacheSimilar(similar);
    }
    request.setTemplates(noTemplates ? TemplatePolicy.OFF : TemplatePolicy.DEFAULT);
  }

  private static Message message(Role role, String content) {
    return Message.newBuilder().setRole(role).setContent(content).build();
  }

  private static String readAll(InputStream in) throws UsageException, IOException {
    byte[] bytes = in.readNBytes(LONGEST_PROMPT + 1);
    if (bytes.length > LONGEST_PROMPT) {
      throw new UsageException("a prompt has at most " + LONGEST_PROMPT + " bytes");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException other) {
      throw new UsageException("the prompt on standard input is not UTF-8 text");
    }
  }
}
