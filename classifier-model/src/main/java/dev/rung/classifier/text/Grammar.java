package dev.rung.classifier.text;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Groups of templates and the lists that fill their slots.
 *
 * @param lists by name, none empty
 */
record Grammar(Map<String, List<Phrase>> lists, List<Group> groups) {
  /** A text of the language may take these; the list of the language itself goes first. */
  List<Phrase> fillers(String list, String language) {
    List<Phrase> own = lists.getOrDefault(language + "." + list, List.of());
    return own.isEmpty() ? lists.getOrDefault(list, List.of()) : own;
  }

  /**
   * This grammar, once every slot of it can be filled.
   *
   * @throws IllegalArgumentException naming the group's place and the list that is missing or that
   *     holds itself
   */
  Grammar checked() {
    for (Group group : groups) {
      for (Phrase template : group.templates()) {
        check(template, group, new HashSet<>());
      }
    }
    return this;
  }

  private void check(Phrase phrase, Group group, Set<String> open) {
    for (Part part : phrase.parts()) {
      switch (part) {
        case Part.Words words -> {}
        case Part.Amount amount -> {}
        case Part.OneOf choice -> choice.phrases().forEach(one -> check(one, group, open));
        case Part.Slot slot -> checkList(slot.list(), group, open);
      }
    }
  }

  private void checkList(String list, Group group, Set<String> open) {
    List<Phrase> fillers = fillers(list, group.language());
    if (fillers.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: group %s needs a list %s or %s.%s"
              .formatted(group.place(), group.name(), list, group.language(), list));
    }
    if (!open.add(list)) {
      throw new IllegalArgumentException(
          "%s: group %s uses list %s, which holds itself"
              .formatted(group.place(), group.name(), list));
    }
    fillers.forEach(filler -> check(filler, group, open));
    open.remove(list);
  }
}
