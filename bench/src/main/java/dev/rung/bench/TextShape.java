package dev.rung.bench;

/**
 * What a prompt may look like; each is made of a beginning and a part that comes again and again.
 */
public enum TextShape {
  PROSE(
      "We keep the orders of our shop in a table with one row per line item. Please write a query "
          + "that lists, for every customer, the month with the highest turnover, how that month "
          + "compares with the mean of the other months, and which three products made most of it; "
          + "explain briefly how an index could help here today.",
      " The shop opened in 1987 and has sold bread, cheese and garden tools ever since; on some "
          + "days nobody came, on others the queue went twice around the fountain."),
  ENDLESS_WORD("", "abcdefghijklmnopqrstuvwxyz"),
  NESTED_QUOTES("", "\"'(“„«["),
  RIGHT_TO_LEFT("", "اكتب دالة تحسب مجموع الأعداد في القائمة ثم أعدها مرتبة. "),
  EMOJI("", "😀🎉🚀👩‍💻");

  private final String beginning;
  private final String again;

  TextShape(String beginning, String again) {
    this.beginning = beginning;
    this.again = again;
  }

  /** A text of exactly this many UTF-16 units; the last may be half of a pair. */
  public String text(int characters) {
    StringBuilder text = new StringBuilder(characters + again.length()).append(beginning);
    while (text.length() < characters) {
      text.append(again);
    }
    return text.substring(0, characters);
  }
}
