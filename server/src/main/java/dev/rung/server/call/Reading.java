package dev.rung.server.call;

import dev.rung.server.generate.GenerateRequest;
import java.util.List;

/** What a request turned out to be. */
public sealed interface Reading {
  record Valid(GenerateRequest request) implements Reading {}

  /** At least one field is wrong; every one that is, is here. */
  record Invalid(List<Violation> violations) implements Reading {}
}
