package dev.rung.server.template;

/** A text of a file of templates, and where it stands. */
record Placed(String text, Place place) {}
