package dev.rung.server.discover;

import static dev.rung.server.discover.Looking.ready;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What whoever starts the daemon should know of the models that are there. */
class InventoryNotesTest extends LookingCase {
  @Test
  void notesWhatItsProviderEnds() throws Exception {
    Inventory inventory =
        looking
            .with("OPENAI_API_KEY", "k")
            .toml("[[models.tier4]]\nname = \"gpt-4-turbo\"\nprovider = \"openai\"\n")
            .look();

    assertThat(inventory.notes())
        .containsExactly("gpt-4-turbo: its provider ended it on 2026-10-23");
    assertThat(ready(inventory)).containsExactly("gpt-4-turbo");
  }

  @Test
  void notesWhatItsProviderWillEndSoonAndWhatComesInItsPlace() throws Exception {
    Inventory inventory =
        looking
            .with("GEMINI_API_KEY", "k")
            .toml("[[models.tier4]]\nname = \"gemini-2.5-pro\"\nprovider = \"gemini\"\n")
            .look();

    assertThat(inventory.notes())
        .containsExactly(
            "gemini-2.5-pro: its provider ends it on 2026-12-01 and names gemini-3.8-flash in its"
                + " place");
  }

  @Test
  void notesADefaultModelThatIsNotThere() throws Exception {
    assertThat(looking.toml("[routing]\ndefault_model = \"ghost\"\n").look().notes())
        .contains("routing.default_model \"ghost\" was not found");
  }

  @Test
  void asksToNameTheModelsOfAnUnknownPlace() throws Exception {
    Inventory inventory =
        looking
            .with("OPENAI_API_KEY", "k")
            .with("OPENAI_BASE_URL", "https://gateway.example/v1")
            .look();

    assertThat(inventory.models()).isEmpty();
    assertThat(inventory.notes())
        .contains(
            "openai at gateway.example is not its vendor's own: name its models in the"
                + " configuration");
  }
}
