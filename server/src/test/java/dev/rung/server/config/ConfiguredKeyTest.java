package dev.rung.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.provider.KeySource;
import dev.rung.server.provider.Proxies;
import dev.rung.server.provider.Proxies.Proxy;
import dev.rung.server.provider.Secret;
import dev.rung.server.scripted.Certificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys, and the way to a provider, as they are written and as they are read. */
class ConfiguredKeyTest extends SettingsCase {
  private ConfiguredProvider openai(String toml) throws ConfigException {
    return Loading.provider(loading.toml(toml), "openai");
  }

  private List<ConfiguredKey> keys(String lines) throws ConfigException {
    return openai("[providers.openai]\n" + lines).keys();
  }

  @Test
  void readsTheShortFormsForOneKey() throws Exception {
    assertThat(keys("api_key_env = \"MINE\"\n"))
        .containsExactly(new ConfiguredKey("MINE", new KeySource.Variable("MINE"), 1));
    assertThat(keys("api_key_file = \"secrets/openai.key\"\n"))
        .containsExactly(
            new ConfiguredKey(
                "openai.key", new KeySource.OfFile(folder.resolve("secrets/openai.key")), 1));
  }

  @Test
  void readsSeveralKeysWithNamesAndWeights() throws Exception {
    assertThat(
            keys(
                """
                [[providers.openai.keys]]
                env = "A"
                [[providers.openai.keys]]
                name = "spare"
                file = "/run/b"
                weight = 0
                """))
        .containsExactly(
            new ConfiguredKey("A", new KeySource.Variable("A"), 1),
            new ConfiguredKey("spare", new KeySource.OfFile(Path.of("/run/b")), 0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "keys = [{}] | 2: providers.openai.keys.env is missing: a key needs env or file",
        "keys = [{env = \"A\", file = \"/b\"}] | 2: providers.openai.keys.file must not stand beside"
            + " env",
        "keys = [{env = \"sk-x\"}] | 2: providers.openai.keys.env must be the name of an environment"
            + " variable",
        "keys = [{key = \"sk-x\", env = \"A\"}] | 2: providers.openai.keys.key must not stand in a"
            + " file: put it in a variable and name that in api_key_env, or in a file of its own"
            + " and name that in api_key_file",
        "keys = [{env = \"A\", weight = 1001}] | 2: providers.openai.keys.weight must be a whole"
            + " number from 0 to 1000, not 1001",
        "keys = [{env = \"A\", name = \"a b\"}] | 2: providers.openai.keys.name must be a name of 1"
            + " to 100 visible characters, not \"a b\"",
        "keys = [{env = \"A\"}, {env = \"A\"}] | 2: providers.openai.keys: two keys are called"
            + " \"A\"; give names",
        "api_key_file = \"sk-secret\" | 2: providers.openai.api_key_file must be the path of a file"
            + " with its folder, such as ./openai.key",
        "proxy = \"socks5://user:secret@p\" | 2: providers.openai.proxy must be the http URL of a"
            + " proxy, or none",
        "max_connections = 0 | 2: providers.openai.max_connections must be a whole number from 1 to"
            + " 65536, not 0",
      })
  void refuses(String line, String problem) {
    assertThat(loading.problems("[providers.openai]\n" + line)).containsExactly(problem);
  }

  @Test
  void refusesTwoFormsAtOnce() {
    assertThat(
            loading.problems("[providers.openai]\napi_key_env = \"A\"\nkeys = [{env = \"B\"}]\n"))
        .containsExactly(
            "3: providers.openai.keys must not stand beside api_key_env or api_key_file");
    assertThat(loading.problems("[providers.openai]\napi_key_env = \"A\"\napi_key_file = \"/b\"\n"))
        .containsExactly("3: providers.openai.api_key_file must not stand beside api_key_env");
  }

  @Test
  void readsTheWayThere() throws Exception {
    ConfiguredTransport way =
        openai(
                """
                [providers.openai]
                proxy = "http://me:pw@proxy.example:3128"
                ca_file = "ca.pem"
                max_connections = 7
                """)
            .transport();

    Optional<Proxy> proxy =
        Optional.of(new Proxy("proxy.example", 3128, Optional.of(new Proxies.Login("me", "pw"))));
    assertThat(way)
        .isEqualTo(
            new ConfiguredTransport(
                Optional.of(new Proxies(proxy, proxy, List.of())),
                Optional.of(folder.resolve("ca.pem")),
                7));
    assertThat(way.toString()).doesNotContain("pw");
    assertThat(openai("[providers.openai]\nproxy = \"none\"\n").transport().proxies())
        .contains(Proxies.NONE);
  }

  @Test
  void readsHowKeysAreLookedAfter() throws Exception {
    assertThat(loading.toml("[keys]\ncheck_interval = \"0s\"\ncheck_timeout = \"2s\"\n").keys())
        .isEqualTo(new KeySettings(Duration.ZERO, Duration.ofSeconds(2)));
    assertThat(loading.problems("[keys]\ncheck_timeout = \"0s\"\n"))
        .containsExactly(
            "2: keys.check_timeout must be a length of time from 1ms to 1m, not \"0s\"");
  }

  @Test
  void readsTheKeyThatAFileHoldsNow() throws Exception {
    Path file = folder.resolve("a.key");
    Files.writeString(file, "  sk-one\n\n");
    assertThat(KeyText.ofFile(file)).isEqualTo(new Loaded.Good<>(new Secret("sk-one")));

    Files.writeString(file, "sk-two");
    assertThat(KeyText.ofFile(file)).isEqualTo(new Loaded.Good<>(new Secret("sk-two")));
    assertThat(KeyText.ofFile(file).toString()).doesNotContain("sk-two");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "two\nlines", "a b", "k\u0001", "clé"})
  void takesOneLineOfVisibleCharactersForAKey(String text) throws Exception {
    Path file = folder.resolve("a.key");
    Files.writeString(file, text);

    assertThat(KeyText.ofFile(file))
        .isEqualTo(new Loaded.Bad<>("put one line of visible ASCII characters into " + file));
    assertThat(KeyText.ofVariable("KEY", text))
        .isEqualTo(new Loaded.Bad<>("put one line of visible ASCII characters into KEY"));
  }

  @Test
  void saysWhatToDoAboutAFileThatIsNoKey() throws Exception {
    Path absent = folder.resolve("absent");
    Path huge = folder.resolve("huge");
    Files.writeString(huge, "k".repeat(16 * 1024 + 1));

    assertThat(KeyText.ofFile(absent)).isEqualTo(new Loaded.Bad<>("put the key into " + absent));
    assertThat(KeyText.ofFile(folder))
        .isEqualTo(new Loaded.Bad<>("make " + folder + " a file that can be read"));
    assertThat(KeyText.ofFile(huge)).isInstanceOf(Loaded.Bad.class);
  }

  @Test
  void readsEveryCertificateOfAFile() throws Exception {
    Path file = folder.resolve("ca.pem");
    Certificate one = Certificate.of("one.example");
    Certificate two = Certificate.of("two.example");
    Files.writeString(file, "# ours\n" + one.pem() + two.pem());

    assertThat(CaFile.read(file))
        .isEqualTo(new Loaded.Good<>(List.of(one.certificate(), two.certificate())));
    Files.writeString(file, "nothing");
    assertThat(CaFile.read(file))
        .isEqualTo(new Loaded.Bad<>("put certificates in PEM form into " + file));
    Files.delete(file);
    assertThat(CaFile.read(file))
        .isEqualTo(new Loaded.Bad<>("make " + file + " readable, or leave out ca_file"));
  }
}
