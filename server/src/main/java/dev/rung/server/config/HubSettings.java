package dev.rung.server.config;

import dev.rung.server.provider.Proxies;
import dev.rung.server.provider.Secret;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Where checkpoints are fetched from. The variables are those of Hugging Face's own tools, so that
 * what is set for them holds here as well.
 *
 * @param endpoint without a trailing slash
 * @param token sent to the endpoint's host alone
 * @param proxies on the way to it and to where it redirects
 */
public record HubSettings(URI endpoint, Optional<Secret> token, Proxies proxies) {
  static final String ENDPOINT = "HF_ENDPOINT";
  static final String TOKEN = "HF_TOKEN";

  private static final URI HUGGING_FACE = URI.create("https://huggingface.co");

  /**
   * What the environment says; an empty variable counts as not set.
   *
   * @throws ConfigException when a variable breaks a rule; its value is not shown
   */
  public static HubSettings of(Map<String, String> environment) throws ConfigException {
    Optional<String> endpoint = variable(environment, ENDPOINT);
    Optional<String> token = variable(environment, TOKEN);
    Optional<URI> url = endpoint.flatMap(BaseUrl::parse);
    if (endpoint.isPresent() && url.isEmpty()) {
      throw refused(ENDPOINT, BaseUrl.FORMAT.rule());
    }
    if (token.isPresent() && !token.get().chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      throw refused(TOKEN, "a token of ASCII characters without spaces");
    }
    return new HubSettings(
        url.orElse(HUGGING_FACE), token.map(Secret::new), ProxySettings.of(environment));
  }

  private static Optional<String> variable(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }

  private static ConfigException refused(String variable, String rule) {
    return ConfigException.of(Place.ENVIRONMENT, variable + " must be " + rule);
  }
}
