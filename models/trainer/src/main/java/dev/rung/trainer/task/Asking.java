package dev.rung.trainer.task;

/** Joins an instruction and its material the way people do. */
final class Asking {
  private Asking() {}

  static String with(Draw draw, String instruction, String material) {
    String asked = draw.percent(15) ? "Please " + lower(instruction) : instruction;
    asked = draw.percent(6) ? lower(asked) : asked;
    return material.contains("\n") || draw.percent(30)
        ? asked + draw.of(":\n", ":\n", "\n\n", ":\n\n") + material
        : asked + ": " + material;
  }

  /** With a small first letter, unless it begins an abbreviation. */
  private static String lower(String instruction) {
    if (Character.isUpperCase(instruction.charAt(1))) {
      return instruction;
    }
    return Character.toLowerCase(instruction.charAt(0)) + instruction.substring(1);
  }
}
