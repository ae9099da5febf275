package dev.rung.local.decoding;

/** Makes text of one answer's tokens. Belongs to one thread at a time. */
interface Pieces {

  /** Takes a token, and gives the whole characters that are known by it. */
  String push(int token);

  /** The end of the answer: what was held back. */
  String end();

  /** The text of one token by itself. */
  String alone(int token);
}
