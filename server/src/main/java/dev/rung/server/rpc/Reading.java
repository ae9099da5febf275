package dev.rung.server.rpc;

import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.rpc.Violations.Violation;
import java.util.List;

/** What a request of the contract turned out to be. */
sealed interface Reading {
  record Valid(GenerateRequest request) implements Reading {}

  /** At least one field is wrong; every one that is, is here. */
  record Invalid(List<Violation> violations) implements Reading {}
}
