package dev.rung.classifier.text;

import java.util.List;

/**
 * Templates of one task in one language.
 *
 * @param name names the task; the same in all its languages
 * @param times how much more often than others its templates are drawn from, since they say more
 * @param gain from a strong model, 0 to 1
 * @param place file and line of its beginning
 */
record Group(
    String name,
    int tier,
    String kind,
    String language,
    int times,
    double gain,
    String place,
    List<Phrase> templates) {}
