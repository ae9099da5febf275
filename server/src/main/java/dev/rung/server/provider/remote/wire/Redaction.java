package dev.rung.server.provider.remote.wire;

import dev.rung.server.provider.ApiKey;
import dev.rung.server.provider.ProviderSettings;
import dev.rung.server.provider.Proxies;
import dev.rung.server.provider.Secret;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Takes the secrets of one provider out of what it says: of each any eight characters in a row, in
 * upper or lower case, up to the end of the word unless the whole secret stands there. A shorter
 * secret is taken out as a whole. Safe for several threads.
 */
record Redaction(List<Secret> secrets) {
  static final String REDACTED = "[redacted]";
  private static final int TELLING = 8;

  Redaction {
    secrets = List.copyOf(secrets);
  }

  /** Of every key, whichever a call is made with, and of the passwords of proxies. */
  static Redaction of(ProviderSettings settings) {
    Proxies proxies = settings.transport().proxies();
    Stream<Secret> keys = settings.keys().present().stream().map(ApiKey::secret);
    Stream<Secret> passwords =
        Stream.of(proxies.forHttp(), proxies.forHttps())
            .flatMap(Optional::stream)
            .flatMap(proxy -> proxy.login().stream())
            .map(Proxies.Login::password)
            .filter(password -> !password.isBlank())
            .map(Secret::new);
    return new Redaction(Stream.concat(keys, passwords).toList());
  }

  /** The line without them. */
  String of(String line) {
    String safe = line;
    for (Secret secret : secrets) {
      safe = without(safe, secret.reveal());
    }
    return safe;
  }

  /** Whether it shows any of them, or a telling part. */
  boolean concerns(String text) {
    return !of(text).equals(text);
  }

  private static String without(String line, String secret) {
    int least = Math.min(TELLING, secret.length());
    StringBuilder safe = new StringBuilder();
    int from = 0;
    int at = 0;
    while (at + least <= line.length()) {
      int run = longestRun(line, at, secret, least);
      if (run == 0) {
        at++;
      } else {
        safe.append(line, from, at).append(REDACTED);
        at = run == secret.length() ? at + run : endOfWord(line, at);
        from = at;
      }
    }
    return safe.append(line.substring(from)).toString();
  }

  /** How many characters from here on stand in the secret as well; 0 where that is too few. */
  private static int longestRun(String line, int at, String secret, int least) {
    int longest = 0;
    for (int from = 0; from + least <= secret.length(); from++) {
      if (line.regionMatches(true, at, secret, from, least)) {
        int run = least;
        while (line.regionMatches(true, at + run, secret, from + run, 1)) {
          run++;
        }
        longest = Math.max(longest, run);
      }
    }
    return longest;
  }

  private static int endOfWord(String line, int from) {
    int space = line.indexOf(' ', from);
    return space < 0 ? line.length() : space;
  }
}
