package dev.rung.server.classify;

import dev.rung.server.generate.Hints;
import dev.rung.server.generate.Prompt;

/** Judges how hard a task is. Cheap (microseconds) and free of side effects. */
public interface Classifier {
  Classification classify(Prompt prompt, Hints hints);
}
