package dev.rung.clients;

import java.net.URI;

/** Configurations that several tests start a daemon with. */
final class Models {
  private Models() {}

  /** One model of tier 2 with prices, "counting-model", behind OpenAI's dialect at this URL. */
  static String oneRemote(URI baseUrl) {
    return """
    [providers.openai]
    base_url = "%s"
    api_key_env = "OPENAI_API_KEY"

    [[models.tier2]]
    name = "counting-model"
    provider = "openai"
    input_cost_per_million = 1
    output_cost_per_million = 2
    """
        .formatted(baseUrl);
  }
}
