package dev.rung.server.template;

/** An answer from a template: its text, and the template's name for the decision. */
public record TemplateAnswer(String template, String text) {}
