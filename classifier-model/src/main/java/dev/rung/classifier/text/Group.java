package dev.rung.classifier.text;

import java.util.List;

/**
 * Templates of one task in one language.
 *
 * @param name names the task; the same in all its languages
 * @param times how much more often than others its templates are drawn from, since they say more
 * @param place file and line of its beginning
 */
record Group(
    String name,
    int tier,
    String kind,
    String language,
    int times,
    String place,
    List<Phrase> templates) {}
