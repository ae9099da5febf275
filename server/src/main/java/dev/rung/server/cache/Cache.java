package dev.rung.server.cache;

import dev.rung.server.generate.Answer;
import dev.rung.server.generate.Arm;
import dev.rung.server.generate.GenerateRequest;
import java.util.Optional;

/** Answers that were given before. */
public interface Cache {
  /** Keeps nothing. */
  Cache NONE =
      new Cache() {
        @Override
        public Optional<Answer> find(GenerateRequest request, Optional<Arm> arm) {
          return Optional.empty();
        }

        @Override
        public void keep(GenerateRequest request, Optional<Arm> arm, Answer answer) {}
      };

  /** The answer to an equal request of the same tenant in the same arm. */
  Optional<Answer> find(GenerateRequest request, Optional<Arm> arm);

  /** Keeps a whole, successful answer. */
  void keep(GenerateRequest request, Optional<Arm> arm, Answer answer);
}
