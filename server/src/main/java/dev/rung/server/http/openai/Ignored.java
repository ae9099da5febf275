package dev.rung.server.http.openai;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Fields of one request that have no effect on its answer; the caller is told. One thread. */
final class Ignored {
  private static final int MOST = 20;
  private static final int LONGEST = 64;

  private final Set<String> fields = new LinkedHashSet<>();

  void add(String field) {
    if (fields.size() < MOST) {
      fields.add(field.length() > LONGEST ? field.substring(0, LONGEST) : field);
    }
  }

  void addAll(List<String> all) {
    all.forEach(this::add);
  }

  /** What nobody read of an object; of elements of arrays without their numbers. */
  void addUnread(JsonObject object) {
    object.unread().forEach(field -> add(field.replaceAll("\\[[0-9]+]", "[]")));
  }

  List<String> fields() {
    return List.copyOf(fields);
  }
}
