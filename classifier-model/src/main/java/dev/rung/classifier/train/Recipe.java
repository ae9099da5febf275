package dev.rung.classifier.train;

/**
 * How a network is trained.
 *
 * @param hidden width of the hidden layer
 * @param epochs how often every lesson is seen
 * @param batch lessons of one step
 * @param rate highest learning rate: it rises over the first tenth and falls to 0 along a cosine
 * @param decay of weights, AdamW's
 * @param tableDecay the same of the embedding table, whose words are seldom seen
 * @param forgotten share of the grams of an input that are left out at random
 * @param blind share of the inputs whose grams are all left out, so that the dense features alone
 *     learn to speak of unfamiliar text
 */
record Recipe(
    int hidden,
    int epochs,
    int batch,
    double rate,
    double decay,
    double tableDecay,
    double forgotten,
    double blind,
    long seed) {}
