package dev.rung.server.cache;

import java.io.IOException;

/** How rows stand in the file. Safe for several threads. */
interface Sealing {
  /** As they are, for everybody who reads the file. */
  Sealing NONE =
      new Sealing() {
        @Override
        public int mark() {
          return 0;
        }

        @Override
        public CacheKey key(CacheKey key) {
          return key;
        }

        @Override
        public String name(String name) {
          return name;
        }

        @Override
        public AnswerRow seal(AnswerRow row) {
          return row;
        }

        @Override
        public AnswerRow open(AnswerRow row) {
          return row;
        }
      };

  /** Is in the head of the file, and another one with another key; 0 where nothing is sealed. */
  int mark();

  /** What stands in the file for a key. */
  CacheKey key(CacheKey key);

  /** What stands in the file for a tenant or an id. */
  String name(String name);

  AnswerRow seal(AnswerRow row);

  /**
   * The row that was sealed.
   *
   * @throws IOException when it was not by this
   */
  AnswerRow open(AnswerRow row) throws IOException;
}
