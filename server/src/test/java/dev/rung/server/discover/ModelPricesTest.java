package dev.rung.server.discover;

import static dev.rung.server.discover.Looking.model;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.provider.Listed;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Prices;
import dev.rung.server.provider.ProviderSettings;
import dev.rung.server.provider.Reach;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** What a model costs by configuration, catalogue and place, and where that is not known. */
class ModelPricesTest extends LookingCase {
  @Test
  void wantsAPriceForAnythingThatSomebodyMayBill() throws Exception {
    Listed listed =
        model(
            looking
                .toml(
                    """
                    [providers.lab]
                    kind = "openai"
                    base_url = "https://lab.example/v1"

                    [[models.tier2]]
                    name = "gpt-4o"
                    provider = "lab"
                    """)
                .look(),
            "gpt-4o");

    assertThat(listed.model().prices()).isEmpty();
    assertThat(listed.model().contextWindow()).isEqualTo(128_000);
    assertThat(listed.notReady())
        .contains("set input_cost_per_million and output_cost_per_million or unpriced = \"allow\"");
  }

  @Test
  void takesLoopbackAsFree() throws Exception {
    Model model =
        model(
                looking
                    .toml(
                        """
                        [providers.lab]
                        kind = "openai"
                        base_url = "http://localhost:9100/v1"

                        [[models.tier2]]
                        name = "gpt-4o"
                        provider = "lab"
                        """)
                    .look(),
                "gpt-4o")
            .model();

    assertThat(model.prices()).contains(Prices.FREE);
    assertThat(model.reach()).isEqualTo(Reach.LOOPBACK);
  }

  @Test
  void takesAnOllamaOnTheNetworkAsFreeButNotOllamasCloud() throws Exception {
    String model = "\n[[models.tier2]]\nname = \"llama3.1:8b\"\nprovider = \"ollama\"\n";

    Inventory own =
        looking.toml("[providers.ollama]\nbase_url = \"http://10.1.2.3:11434\"\n" + model).look();
    Inventory cloud =
        looking.toml("[providers.ollama]\nbase_url = \"https://ollama.com\"\n" + model).look();

    assertThat(model(own, "llama3.1:8b").model().prices()).contains(Prices.FREE);
    assertThat(model(own, "llama3.1:8b").model().reach()).isEqualTo(Reach.REMOTE);
    assertThat(model(cloud, "llama3.1:8b").notReady().orElseThrow()).contains("unpriced");
  }

  @Test
  void knowsTheChineseGlmButNotItsPrices() throws Exception {
    Inventory inventory = looking.with("ZHIPUAI_API_KEY", "k").look();

    Listed glm = model(inventory, "glm-4.5");
    assertThat(glm.model().prices()).isEmpty();
    assertThat(glm.notReady().orElseThrow()).contains("price");
    assertThat(inventory.settings())
        .singleElement()
        .extracting(ProviderSettings::baseUrl)
        .isEqualTo(URI.create("https://open.bigmodel.cn/api/paas/v4"));
  }
}
