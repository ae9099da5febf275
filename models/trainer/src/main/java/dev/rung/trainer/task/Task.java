package dev.rung.trainer.task;

/** A kind of request whose right answer follows from it by rule. */
public interface Task {

  /** Short and unique, such as "list". */
  String name();

  /** An example: instruction, material and the answer. */
  Example example(Draw draw);
}
