package dev.rung.server.app;

import dev.rung.server.key.KeyReport;
import dev.rung.server.key.KeyStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What has become of the keys since it was last told, so that a log of days shows when one was
 * lost. Safe for several threads; knows no more keys than the last report had.
 */
final class KeyNews {
  private Map<String, KeyStatus> told = Map.of();

  /** Of all keys, those that changed, and those that are new and of no use. */
  synchronized List<KeyReport> in(List<KeyReport> reports) {
    Map<String, KeyStatus> now = new HashMap<>();
    List<KeyReport> news = new ArrayList<>();
    for (KeyReport report : reports) {
      String name = report.provider() + "/" + report.name();
      now.put(name, report.status());
      boolean known = told.containsKey(name);
      boolean same = known && told.get(name) == report.status();
      if (!same && (known || !report.status().usable())) {
        news.add(report);
      }
    }
    told = now;
    return news;
  }

  synchronized int known() {
    return told.size();
  }
}
