package dev.rung.server.template;

import java.util.Optional;

/** A request that a template answers, and the answer where it is given. */
record Example(Placed request, Optional<String> answer) {}
