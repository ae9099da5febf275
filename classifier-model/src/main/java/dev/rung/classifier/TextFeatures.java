package dev.rung.classifier;

import java.util.Optional;

/**
 * What the prose of a prompt tells: everything outside of fences, quotes and pasted code.
 *
 * <p>Counts are of the sample; a long text's middle is not read.
 *
 * @param length of the whole prompt, in UTF-16 units
 * @param words of prose; two ideographs make a word
 * @param questions question marks
 * @param listItems lines that are items of a list
 * @param numbers words that begin with a digit
 * @param quoted UTF-16 units in quotation marks, with them
 * @param mood how the instruction is put
 * @param action what is asked to be done: the first such thing, in a sentence whose verb comes last
 *     the last one; what is denied does not count
 * @param object what it is to be done to
 * @param asked quantities that are named
 * @param outright whether the action opens a sentence or follows a "please" or "could you", or what
 *     it is to be done to follows it
 * @param told whether something is said before it is asked: a clause ends, or a sentence with its
 *     verb last goes on for a while, before the first word that asks
 * @param foreign whether there are letters of a script of which no words are known
 * @param persona whether the prompt opens with a part that is to be played; its words do not count
 * @param question where the last question stands
 * @param layout how the whole sample is laid out, material included
 * @param cues what it lets see of its answer
 * @param senses of the words of the opening and the closing paragraph, where people say what they
 *     want
 */
public record TextFeatures(
    int length,
    int words,
    int sentences,
    int questions,
    int listItems,
    int numbers,
    int quoted,
    Mood mood,
    Optional<Sense> action,
    Optional<Sense> object,
    Asked asked,
    boolean outright,
    boolean told,
    boolean foreign,
    boolean persona,
    QuestionPlace question,
    Layout layout,
    Cues cues,
    SenseCounts senses) {

  public boolean does(Sense sense) {
    return action.isPresent() && action.get() == sense;
  }

  public boolean wants(Sense sense) {
    return object.isPresent() && object.get() == sense;
  }
}
