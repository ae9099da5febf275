package dev.rung.local.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.local.InferenceException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerConfigTest {
  private static final String CONFIG = "tokenizer_config.json";
  private static final String TOKENS = "special_tokens_map.json";

  @TempDir private Path folder;

  @Test
  void whatTheConfigurationHasNoWordOfStandsInTheOlderFile() throws Exception {
    write(CONFIG, "{\"eos_token\": {\"content\": \"<end>\"}}");
    write(TOKENS, "{\"bos_token\": {\"content\": \"<begin>\"}, \"eos_token\": \"<other>\"}");

    TokenizerConfig read = TokenizerConfig.read(folder);

    assertThat(read.bosToken()).isEqualTo("<begin>");
    assertThat(read.eosToken()).isEqualTo("<end>");
  }

  @Test
  void aTokenThatTheConfigurationDeniesIsNotLookedFor() throws Exception {
    write(CONFIG, "{\"bos_token\": null}");
    write(TOKENS, "{\"bos_token\": \"<begin>\"}");

    assertThat(TokenizerConfig.read(folder).bosToken()).isEmpty();
  }

  @Test
  void theOlderFileIsEnough() throws Exception {
    write(TOKENS, "{\"bos_token\": \"<begin>\"}");

    assertThat(TokenizerConfig.read(folder).bosToken()).isEqualTo("<begin>");
  }

  @ParameterizedTest
  @ValueSource(strings = {CONFIG, TOKENS, "chat_template.jinja"})
  void whatIsNoFileIsNotTakenForAMissingOne(String name) throws Exception {
    Files.createDirectory(folder.resolve(name));

    assertThatThrownBy(() -> TokenizerConfig.read(folder))
        .isInstanceOf(InferenceException.class)
        .hasMessage(name + " is no file");
  }

  private void write(String name, String content) throws Exception {
    Files.writeString(folder.resolve(name), content);
  }
}
