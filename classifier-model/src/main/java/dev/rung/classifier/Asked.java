package dev.rung.classifier;

/**
 * Quantities that an instruction names, as in "three functions", "in 4 files", "about 300 lines";
 * each 0 where none is named. A number in letters, and a plural before any other thing is named,
 * counts as 3.
 *
 * @param parts functions, classes, tests, endpoints and the like
 * @param files of any kind
 * @param lines as a length of what is wanted
 * @param prose words, or characters of Chinese and Japanese, as a length of what is wanted, from
 *     100
 */
public record Asked(int parts, int files, int lines, int prose) {}
