package dev.rung.server.config;

/**
 * The table [guard.concurrency]: how many calls may be in flight at one provider.
 *
 * @param adaptive whether the number is found from how calls go
 * @param least it never goes below this
 * @param most where it begins, and what it never exceeds
 */
public record ConcurrencyTable(boolean adaptive, int least, int most) {

  public static final ConcurrencyTable DEFAULT = new ConcurrencyTable(true, 4, 256);

  public ConcurrencyTable {
    Format.UP_TO_A_MILLION.check("least", least);
    Format.UP_TO_A_MILLION.check("most", most);
    if (least > most) {
      throw new IllegalArgumentException("least must not exceed most");
    }
  }

  static ConcurrencyTable read(Section section) {
    boolean adaptive = section.get("adaptive", Format.FLAG, DEFAULT.adaptive);
    int most = section.get("most", Format.UP_TO_A_MILLION, DEFAULT.most);
    int least = section.get("least", Format.UP_TO_A_MILLION, Math.min(DEFAULT.least, most));
    if (least > most) {
      section.problem(section.has("least") ? "least" : "most", ": least must not exceed most");
      return new ConcurrencyTable(adaptive, most, most);
    }
    return new ConcurrencyTable(adaptive, least, most);
  }
}
