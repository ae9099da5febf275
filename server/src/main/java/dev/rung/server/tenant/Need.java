package dev.rung.server.tenant;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a call asks of its caller.
 *
 * @param anyOf scopes of which one is enough; none lets everybody in
 */
public record Need(Set<Scope> anyOf) {
  public static final Need NOTHING = new Need(Set.of());
  public static final Need GENERATE = of(Scope.GENERATE);
  public static final Need STATS = of(Scope.STATS, Scope.ADMIN);
  public static final Need ADMIN = of(Scope.ADMIN);

  public Need {
    anyOf = Set.copyOf(anyOf);
  }

  private static Need of(Scope... scopes) {
    return new Need(Set.of(scopes));
  }

  boolean isMetBy(Set<Scope> scopes) {
    return anyOf.isEmpty() || anyOf.stream().anyMatch(scopes::contains);
  }

  /** Such as "stats or admin". */
  String text() {
    return Arrays.stream(Scope.values())
        .filter(anyOf::contains)
        .map(Scope::label)
        .collect(Collectors.joining(" or "));
  }
}
