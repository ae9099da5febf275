package dev.rung.local.tokenizer;

/**
 * A token that stands beside the vocabulary that was learnt.
 *
 * @param content the text that it is written as
 * @param singleWord whether it is found only where no word goes on at either side
 * @param lstrip whether it takes the white space before it
 * @param rstrip whether it takes the white space behind it
 * @param normalized whether it is looked for in the text as it is after normalisation
 * @param special whether it is a sign, such as the end of a turn, and no text
 */
record AddedToken(
    int id,
    String content,
    boolean singleWord,
    boolean lstrip,
    boolean rstrip,
    boolean normalized,
    boolean special) {}
