package dev.rung.server.config;

import java.util.List;
import java.util.Map;

/** A piece of a settings file, whatever the file's syntax, with its place. */
sealed interface Node {

  Place place();

  /** Key to value, in the order of the file. */
  record Table(Map<String, Node> entries, Place place) implements Node {}

  record Items(List<Node> items, Place place) implements Node {}

  /** A single value. */
  sealed interface Scalar extends Node {
    /** As messages may show it. */
    String shown();
  }

  record Flag(boolean value, Place place) implements Scalar {
    @Override
    public String shown() {
      return Boolean.toString(value);
    }
  }

  record Whole(long value, Place place) implements Scalar {
    @Override
    public String shown() {
      return Long.toString(value);
    }
  }

  record Fraction(double value, Place place) implements Scalar {
    @Override
    public String shown() {
      return Double.toString(value);
    }
  }

  /**
   * A text, of the file or of a variable.
   *
   * @param shown the text before substitution, which may have brought in a secret
   * @param untyped whether it stands for whatever type is wanted, as variables and substitutions do
   */
  record Text(String value, String shown, boolean untyped, Place place) implements Scalar {
    static Text literal(String value, Place place) {
      return new Text(value, '"' + value + '"', false, place);
    }

    static Text ofVariable(String value) {
      return new Text(value, '"' + value + '"', true, Place.ENVIRONMENT);
    }
  }

  /** A value of a type that no setting has, such as a date. */
  record Foreign(String shown, Place place) implements Scalar {}

  /** A key without a value: for a table or a list, an empty one. */
  record Nothing(Place place) implements Scalar {
    @Override
    public String shown() {
      return "nothing";
    }
  }

  /** A value whose fault was reported already. */
  record Faulty(Place place) implements Node {}
}
