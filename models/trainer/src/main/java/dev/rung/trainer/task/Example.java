package dev.rung.trainer.task;

/**
 * A request and its one right answer.
 *
 * @param task name of the task that it is an example of
 */
public record Example(String task, String prompt, String answer) {}
