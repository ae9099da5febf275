package dev.rung.classifier;

/**
 * How a prompt is laid out, whatever its words are: a line of instruction above a long file, a
 * conversation, answers to choose from, formulas.
 *
 * <p>Of a long prompt the sample that is read.
 *
 * @param lines that are not blank
 * @param paragraphs stretches of such lines
 * @param head UTF-16 units of the first of them
 * @param tail UTF-16 units of the last of them
 * @param lead UTF-16 units of a few words that end with a colon or a question mark, where what
 *     follows in the prompt is far longer; 0 where there are none
 * @param speeches lines of a conversation, each with its speaker; 0 where there is no conversation
 * @param options lines with an answer to choose, such as "B. in 1918"
 * @param examples lines that begin with a word of an exercise, such as "Input:", or with a check
 *     such as "assert"
 * @param formulas commands of TeX, and stretches between its dollar signs
 * @param headings lines that are headings of Markdown
 * @param capitals words with a capital that open no sentence: mostly names, in German any noun
 * @param digits UTF-16 units
 * @param symbols UTF-16 units that code is full of
 * @param wide UTF-16 units of scripts that set no spaces
 * @param size UTF-16 units that are not white space; one of Chinese, Japanese or Korean counts
 *     thrice, as much as it says
 * @param announced UTF-16 units of the words at the beginning that end with a colon, where
 *     something stands behind it; 0 where there are none
 */
public record Layout(
    int lines,
    int paragraphs,
    int head,
    int tail,
    int lead,
    int speeches,
    int options,
    int examples,
    int formulas,
    int headings,
    int capitals,
    int digits,
    int symbols,
    int wide,
    int size,
    int announced) {}
