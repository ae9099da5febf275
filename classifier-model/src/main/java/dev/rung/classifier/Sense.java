package dev.rung.classifier;

/**
 * What a word of an instruction can mean for its difficulty. The words themselves, by language, are
 * in the resource {@code senses.txt}; a word may have several senses. There is room for 64: each is
 * one bit.
 */
public enum Sense {
  /** Lay out, indent, tidy. */
  FORMAT(Kind.ACTION),
  RENAME(Kind.ACTION),
  /** Proofread, spell-check. */
  CORRECT(Kind.ACTION),
  /** Annotate, document. */
  COMMENT(Kind.ACTION),
  /** Give the same thing another form: convert, sort, capitalise. */
  CONVERT(Kind.ACTION),
  TRANSLATE(Kind.ACTION),
  /** Say the same in other words: rephrase, shorten, polish. */
  REWRITE(Kind.ACTION),
  SUMMARIZE(Kind.ACTION),
  /** Point out what stands in a given text: classify, extract, identify. */
  PICK(Kind.ACTION),
  /** Restructure without changing what it does. */
  REFACTOR(Kind.ACTION),
  /** Change one thing that is there: remove, replace, set. */
  TWEAK(Kind.ACTION),
  /** Work on something that is there: add, move, extend. */
  EDIT(Kind.ACTION),
  /** Make something that is not there: write, implement, build. */
  CREATE(Kind.ACTION),
  /** Decide how something is to be made: design, architect, plan. */
  DESIGN(Kind.ACTION),
  /** Say what is known: tell, name, list. */
  STATE(Kind.ACTION),
  EXPLAIN(Kind.ACTION),
  /** Find and repair a defect. */
  FIX(Kind.ACTION),
  COMPARE(Kind.ACTION),
  /** Review, evaluate, diagnose. */
  ANALYZE(Kind.ACTION),
  /** Invent: imagine, pretend, role-play, brainstorm. */
  IMAGINE(Kind.ACTION),
  /** Work out a result: calculate, solve, determine. */
  SOLVE(Kind.ACTION),
  PROVE(Kind.ACTION),

  /** A comment or docstring as the thing wanted. */
  REMARK(Kind.OBJECT),
  TYPO(Kind.OBJECT),
  /** Names within code: variables, identifiers. */
  NAME(Kind.OBJECT),
  /** How something is laid out: indentation, spacing. */
  LAYOUT(Kind.OBJECT),
  /** One piece of code: function, query, regular expression, stack, cache. */
  FUNCTION(Kind.OBJECT),
  TEST(Kind.OBJECT),
  /** A type with several functions. */
  CLASS(Kind.OBJECT),
  /** A part that others call or see: endpoint, page, form, component. */
  COMPONENT(Kind.OBJECT),
  /** Something of several parts: module, library, tool, application. */
  MODULE(Kind.OBJECT),
  SYSTEM(Kind.OBJECT),
  ARCHITECTURE(Kind.OBJECT),
  /** An interface for other programs. */
  API(Kind.OBJECT),
  /** A creative work: story, poem, song. */
  STORY(Kind.OBJECT),
  /** A plan of a business or a team: strategy, roadmap, campaign. */
  STRATEGY(Kind.OBJECT),
  /** A piece of everyday writing: email, letter, sentence. */
  TEXT(Kind.OBJECT),
  FILE(Kind.OBJECT),

  /** Several things at once. */
  MANY(Kind.MARK),
  /** Set against each other: better, versus, difference. */
  COMPARISON(Kind.MARK),
  /** Load and failure: scalable, distributed, millions. */
  SCALE(Kind.MARK),
  /** Parts that must work together: database, authentication, queue, end-to-end. */
  INTEGRATION(Kind.MARK),
  /** A report of something that goes wrong. */
  DEFECT(Kind.MARK),
  /** One figure: average, price, how many. */
  METRIC(Kind.MARK),
  /** Asks for a way or a reason. */
  HOW(Kind.MARK),
  /** A chore that needs no thought: unused imports, a version, a link. */
  TRIVIAL(Kind.MARK),
  /** Opens a question: what, who, when. */
  QUESTION(Kind.MARK),
  /** Leads up to a request without being it: please, could, you, I. */
  COURTESY(Kind.MARK),
  /** Asks outright for what follows: please, kindly. */
  PLEASE(Kind.MARK),
  /** Makes the next word a noun: the, a, this, my. "The format" is not a wish to format. */
  DETERMINER(Kind.MARK),
  /** Talk for its own sake: hello, thanks, joke. */
  SOCIAL(Kind.MARK),
  /** What a voice assistant or a service desk does by itself: timer, weather, flights, cards. */
  ASSISTANT(Kind.MARK),
  /** Whoever answers is spoken of: you, your. */
  YOU(Kind.MARK),
  /** Whoever asks is spoken of: I, my. */
  SELF(Kind.MARK),
  /** A wish without a verb for the work: I need, I am looking for. */
  WANT(Kind.MARK),
  /** Denies what follows: not, without, instead of. */
  NEGATION(Kind.MARK),
  /** Denies what came before: German "nicht" behind its verb, Hindi "मत". */
  DENIAL(Kind.MARK),
  /** Words of an exercise: given, input, output, constraints. */
  PROBLEM(Kind.MARK),
  /** What a table or a sum answers: units, ports, codes, percent. */
  LOOKUP(Kind.MARK),
  /** Lines, as a measure. */
  LINE(Kind.MARK),
  /** Leads to a further step: then, also, and. */
  SEQUENCE(Kind.MARK),
  /** A number from two on, in letters. */
  NUMERAL(Kind.MARK),
  /** Names of languages, libraries and terms of programming. */
  TECH(Kind.MARK),
  /** Opens a clause about what was named, in languages whose verb comes last. */
  CLAUSE(Kind.MARK);

  /** What part a sense plays in an instruction. */
  enum Kind {
    ACTION,
    OBJECT,
    MARK
  }

  private final Kind kind;

  Sense(Kind kind) {
    this.kind = kind;
  }

  /** Where counts by sense keep this one's, from 0; also the number of its bit. */
  @SuppressWarnings("EnumOrdinal") // kept nowhere: word lists name senses, not numbers
  int index() {
    return ordinal();
  }

  long bit() {
    return 1L << index();
  }

  /** All senses of a kind, as bits. */
  static long bitsOf(Kind kind) {
    long bits = 0;
    for (Sense sense : values()) {
      if (sense.kind == kind) {
        bits |= sense.bit();
      }
    }
    return bits;
  }
}
