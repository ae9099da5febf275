package dev.rung.server.config;

import dev.rung.server.provider.ProviderKind;
import dev.rung.server.provider.ProviderSettings;
import dev.rung.server.provider.Timeouts;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A table [providers.NAME], as it was written: what is absent is left to what the kind implies.
 *
 * @param keys where its keys are; none leaves that to the kind
 * @param apiVersion for kind ANTHROPIC alone
 */
public record ConfiguredProvider(
    String name,
    ProviderKind kind,
    Optional<URI> baseUrl,
    List<ConfiguredKey> keys,
    Optional<String> apiVersion,
    Timeouts timeouts,
    long maxResponseBytes,
    ConfiguredTransport transport,
    Place place) {
  static final Format<ProviderKind> KIND =
      Format.oneOf(List.of(ProviderKind.values()), ProviderKind::label);
  private static final Format<String> NAME =
      Format.parsed("a name of 1 to 200 visible characters", Optional::of)
          .where(ConfiguredProvider::isName);
  private static final int LONGEST = 200;
  private static final Format<Duration> TIMEOUT =
      Durations.between(Duration.ofMillis(1), Duration.ofHours(1));
  private static final Format<String> VERSION =
      Format.parsed("a date, such as 2023-06-01", ConfiguredProvider::date);
  private static final List<String> REMOTE =
      List.of("base_url", "api_key_env", "api_key_file", "keys", "proxy", "ca_file");
  private static final Format<Long> BYTES = Format.whole(1024, 1L << 30);

  public ConfiguredProvider {
    keys = List.copyOf(keys);
    NAME.check("name", name);
    TIMEOUT.check("connect_timeout", timeouts.connect());
    TIMEOUT.check("first_byte_timeout", timeouts.firstByte());
    TIMEOUT.check("idle_timeout", timeouts.idle());
    BYTES.check("max_response_bytes", maxResponseBytes);
  }

  private static boolean isName(String name) {
    return Format.isVisible(name, LONGEST);
  }

  /** Absent where not even its name or kind is known, which was reported. */
  static Optional<ConfiguredProvider> read(Section section) {
    String name = section.name();
    if (!isName(name)) {
      section.reading().problem(section.place(), "a provider needs " + NAME.rule());
    }
    refuseKey(section);
    Optional<ProviderKind> kind = readKind(section, name);
    Optional<URI> baseUrl = section.find("base_url", BaseUrl.FORMAT);
    List<ConfiguredKey> keys = ConfiguredKey.readAll(section);
    Optional<String> apiVersion = section.find("api_version", VERSION);
    Timeouts timeouts = readTimeouts(section);
    long bytes =
        section.get("max_response_bytes", BYTES, ProviderSettings.DEFAULT_MAX_RESPONSE_BYTES);
    ConfiguredTransport transport = ConfiguredTransport.read(section);
    if (kind.equals(Optional.of(ProviderKind.LOCAL))) {
      refuseWhatIsRemote(section);
    }
    if (apiVersion.isPresent() && !kind.equals(Optional.of(ProviderKind.ANTHROPIC))) {
      section.problem("api_version", " means nothing but for kind \"anthropic\"");
    }
    return kind.filter(_ -> isName(name))
        .map(k ->
            new ConfiguredProvider(
                name, k, baseUrl, keys, apiVersion, timeouts, bytes, transport, section.place()));
  }

  private static Optional<String> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text).toString()).filter(text::equals);
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }

  private static Optional<ProviderKind> readKind(Section section, String name) {
    Optional<ProviderKind> byName = ProviderKind.named(name);
    return section.has("kind") || byName.isEmpty() ? section.require("kind", KIND) : byName;
  }

  private static Timeouts readTimeouts(Section section) {
    return new Timeouts(
        section.get("connect_timeout", TIMEOUT, Timeouts.DEFAULT.connect()),
        section.get("first_byte_timeout", TIMEOUT, Timeouts.DEFAULT.firstByte()),
        section.get("idle_timeout", TIMEOUT, Timeouts.DEFAULT.idle()));
  }

  private static void refuseKey(Section section) {
    section.refuse("api_key", ConfiguredKey.REFUSAL);
  }

  private static void refuseWhatIsRemote(Section section) {
    REMOTE.stream()
        .filter(section::has)
        .findFirst()
        .ifPresent(key -> section.problem(key, " means nothing for kind \"local\""));
  }
}
