package dev.rung.server.discover;

import dev.rung.server.catalogue.KnownProvider;
import dev.rung.server.config.BaseUrl;
import dev.rung.server.provider.Hosts;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Where a provider is reached, and which variables may hold the key for that place.
 *
 * @param baseUrl with a literal address where it is on this machine
 * @param keyVariables the usual one first; empty where no key of the environment may be sent there
 * @param keyNeeded whether it cannot be used without
 * @param vendors whether it is the vendor's own, so that the vendor's prices hold
 * @param fault what is wrong with the variable that names it
 */
record Endpoint(
    URI baseUrl,
    List<String> keyVariables,
    boolean keyNeeded,
    boolean vendors,
    Optional<String> fault) {
  static final String OPENAI_BASE_URL = "OPENAI_BASE_URL";

  /** The same vendor's platform in China has keys and prices of its own. */
  private static final String ZHIPU_KEY = "ZHIPUAI_API_KEY";

  private static final URI ZHIPU = URI.create("https://open.bigmodel.cn/api/paas/v4");
  private static final URI NOWHERE = URI.create("http://127.0.0.1");

  /** A place that the configuration names: keys of the environment go to the vendor only. */
  static Endpoint configured(URI baseUrl, KnownProvider known) {
    boolean vendors = known.baseUrl().map(own -> sameHost(own, baseUrl)).orElse(false);
    List<String> keys = vendors ? known.keyVariables() : List.of();
    return new Endpoint(Hosts.literal(baseUrl), keys, !keys.isEmpty(), vendors, Optional.empty());
  }

  /** Where the environment, or else the vendor, says it is. */
  static Endpoint of(KnownProvider known, Environment environment) {
    return switch (known.kind()) {
      case OPENAI ->
          environment
              .get(OPENAI_BASE_URL)
              .map(text -> named(OPENAI_BASE_URL, BaseUrl.parse(text), known))
              .orElseGet(() -> vendors(known));
      case OLLAMA ->
          environment
              .get(OllamaHost.VARIABLE)
              .map(text -> named(OllamaHost.VARIABLE, OllamaHost.parse(text), known))
              .orElseGet(() -> vendors(known));
      case GLM -> isChinese(known, environment) ? zhipu() : vendors(known);
      case ANTHROPIC, GEMINI, REPLICATE, FIREWORKS, TOGETHER, QWEN, HUGGINGFACE, LOCAL ->
          vendors(known);
    };
  }

  /** Whoever sets a variable for the place means the usual key for it, but may do without. */
  private static Endpoint named(String variable, Optional<URI> url, KnownProvider known) {
    if (url.isEmpty()) {
      String fault = variable + " is not the address of a server";
      return new Endpoint(NOWHERE, List.of(), false, false, Optional.of(fault));
    }
    boolean vendors = known.baseUrl().map(own -> sameHost(own, url.get())).orElse(false);
    URI literal = Hosts.literal(url.get());
    boolean keyNeeded = vendors && !known.keyVariables().isEmpty();
    return new Endpoint(literal, known.keyVariables(), keyNeeded, vendors, Optional.empty());
  }

  private static Endpoint vendors(KnownProvider known) {
    List<String> keys = known.keyVariables();
    URI baseUrl = known.baseUrl().orElse(NOWHERE);
    return new Endpoint(baseUrl, keys, !keys.isEmpty(), true, Optional.empty());
  }

  private static boolean isChinese(KnownProvider known, Environment environment) {
    return environment.firstSet(known.keyVariables()).isEmpty()
        && environment.get(ZHIPU_KEY).isPresent();
  }

  private static Endpoint zhipu() {
    return new Endpoint(ZHIPU, List.of(ZHIPU_KEY), true, false, Optional.empty());
  }

  private static boolean sameHost(URI one, URI other) {
    return Hosts.host(one).equals(Hosts.host(other));
  }
}
