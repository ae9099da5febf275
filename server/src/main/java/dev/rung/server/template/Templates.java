package dev.rung.server.template;

import java.util.Optional;

/** Everything tier 0 can answer. */
public interface Templates {
  /** No templates at all. */
  Templates NONE = text -> Optional.empty();

  /**
   * The answer, if one template covers the whole of this text; empty otherwise. Linear in the
   * text's length, and quick to say no.
   */
  Optional<TemplateAnswer> answer(String text);
}
