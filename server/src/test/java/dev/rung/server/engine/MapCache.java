package dev.rung.server.engine;

import dev.rung.server.cache.Cache;
import dev.rung.server.generate.Answer;
import dev.rung.server.generate.Arm;
import dev.rung.server.generate.GenerateRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps answers by instruction and arm. One thread. */
final class MapCache implements Cache {
  private final Map<Key, Answer> answers = new HashMap<>();
  private int looks;

  @Override
  public Optional<Answer> find(GenerateRequest request, Optional<Arm> arm) {
    looks++;
    return Optional.ofNullable(answers.get(key(request, arm)));
  }

  @Override
  public void keep(GenerateRequest request, Optional<Arm> arm, Answer answer) {
    answers.put(key(request, arm), answer);
  }

  int size() {
    return answers.size();
  }

  int looks() {
    return looks;
  }

  private static Key key(GenerateRequest request, Optional<Arm> arm) {
    return new Key(request.prompt().instruction(), arm);
  }

  private record Key(String instruction, Optional<Arm> arm) {}
}
