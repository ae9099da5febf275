package dev.rung.server.cache;

import dev.rung.server.generate.Answer;
import dev.rung.server.generate.RequestId;
import java.util.Optional;

/** Answers that were given before. Safe for several threads; nothing in it waits for a disk. */
public interface Cache {
  /** Keeps nothing. */
  Cache NONE =
      new Cache() {
        @Override
        public Optional<Place> place(Question question) {
          return Optional.empty();
        }

        @Override
        public Optional<Hit> find(Place place, RequestId asker) {
          return Optional.empty();
        }

        @Override
        public Optional<Hit> findStale(Place place, RequestId asker) {
          return Optional.empty();
        }

        @Override
        public void keep(Place place, Answer answer) {}

        @Override
        public boolean sharesInFlight() {
          return false;
        }
      };

  /** Where the answer to this question is kept; absent where it is not to be kept. */
  Optional<Place> place(Question question);

  /**
   * The answer to an equal question, or to a similar one where that is allowed.
   *
   * @param asker by whose id the answer can be purged as well
   */
  Optional<Hit> find(Place place, RequestId asker);

  /** An answer to an equal question whose time is over, where such are kept. */
  Optional<Hit> findStale(Place place, RequestId asker);

  /** Keeps a whole, successful answer. */
  void keep(Place place, Answer answer);

  /** Whether equal questions that come while one is being answered wait for its answer. */
  boolean sharesInFlight();
}
