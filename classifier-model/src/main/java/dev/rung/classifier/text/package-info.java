/**
 * Labelled text to train the classifier on, drawn from a grammar of our own. Used in training only;
 * nothing here runs while the daemon serves.
 *
 * <p>The grammar lies in resource files of this package, read in the order of {@code index.txt}:
 *
 * <pre>
 * # a comment, from the first column
 * list en.fruit                     fillers; a name may begin with a language
 *   apple | pear | a bunch of {colour} grapes
 * text code.java                    material that is pasted: verbatim, in blocks
 * &lt;&lt;&lt;
 * int x = 1;
 * &gt;&gt;&gt;
 * group shopping tier=0 kind=assistant lang=en
 *   add {fruit} and {fruit:2} to my list
 *   [[please buy|get me]] {#2-9} {fruit}
 * </pre>
 *
 * <p>A slot {@code {name}} is filled from the list {@code LANGUAGE.name}, or else {@code name};
 * {@code {name:2}} is another draw from it, {@code {^name}} begins with a capital, {@code {#2-9}}
 * is a number, {@code [[a|b|]]} is one of its parts. The same slot twice in one text has the same
 * value. A line of several fillers is parted by {@code " | "}. A block between {@code <<<} and
 * {@code >>>} is one filler or template of several lines; elsewhere {@code \n} is a new line, and a
 * backslash takes the meaning from the character behind it. A group may go on in another place, in
 * another language; {@code times=3} after its language draws three times as much from its
 * templates, and {@code gain=0.3} says what a strong model adds to their answers, where that is not
 * as usual for their kind. The word problems of {@code problems.txt} are drawn apart.
 */
@NullMarked
package dev.rung.classifier.text;

import org.jspecify.annotations.NullMarked;
