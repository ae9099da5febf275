package dev.rung.server.template.function;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A random password: of the group "length" characters (20 where it is missing), with capitals,
 * small letters, digits and, unless the group "plain" took part, symbols; or a PIN of the group
 * "digits". As hard to guess as the generator behind it.
 */
record Password(RandomGenerator random) implements TemplateFunction {
  private static final int USUAL = 20;
  private static final int SHORTEST = 8;
  private static final int LONGEST = 128;
  private static final int SHORTEST_PIN = 4;
  private static final int LONGEST_PIN = 12;

  private static final String DIGITS = "0123456789";
  private static final List<String> PLAIN =
      List.of("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz", DIGITS);

  /** Only those that need no quotes in most places. */
  private static final String SYMBOLS = "!#%+,-./:=?@^_~";

  @Override
  public Optional<String> answer(Arguments arguments) {
    String digits = arguments.get("digits");
    if (!digits.isEmpty()) {
      return length(digits, SHORTEST_PIN, LONGEST_PIN).map(length -> drawn(DIGITS, length));
    }
    String length = arguments.get("length");
    List<String> kinds =
        arguments.get("plain").isEmpty()
            ? List.of(PLAIN.get(0), PLAIN.get(1), PLAIN.get(2), SYMBOLS)
            : PLAIN;
    return (length.isEmpty() ? Optional.of(USUAL) : length(length, SHORTEST, LONGEST))
        .map(characters -> withEach(kinds, characters));
  }

  /**
   * Draws until every kind of character is there, which keeps all such passwords equally likely.
   */
  private String withEach(List<String> kinds, int length) {
    String all = String.join("", kinds);
    String password = drawn(all, length);
    while (!hasEach(kinds, password)) {
      password = drawn(all, length);
    }
    return password;
  }

  private static boolean hasEach(List<String> kinds, String password) {
    return kinds.stream().allMatch(kind -> password.chars().anyMatch(c -> kind.indexOf(c) >= 0));
  }

  private String drawn(String characters, int length) {
    var drawn = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      drawn.append(characters.charAt(random.nextInt(characters.length())));
    }
    return drawn.toString();
  }

  private static Optional<Integer> length(String digits, int least, int most) {
    return Optional.of(digits)
        .filter(text -> text.matches("[0-9]{1,3}"))
        .map(Integer::parseInt)
        .filter(length -> length >= least && length <= most);
  }
}
