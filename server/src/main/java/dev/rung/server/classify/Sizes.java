package dev.rung.server.classify;

/** The sizes at which a task changes its tier. */
final class Sizes {
  /** Lines of code below which one function's worth of work is expected. */
  static final int SMALL_CODE = 50;

  /** Lines of a file below which one change to it is small. */
  static final int SMALL_FILE = 100;

  /** Lines of code below which work on several functions is expected. */
  static final int MEDIUM_CODE = 200;

  /** Lines of code that a sentence can sum up. */
  static final int SNIPPET = 15;

  /** Words up to which a wish needs no verb, as in "timer, five minutes". */
  static final int CATCHWORDS = 9;

  /** Words up to which a question with "how" can be small talk: "how are you today". */
  static final int SMALL_QUESTION = 5;

  /** Words up to which something is made by a program of itself: "create a timer for me". */
  static final int WISH_TO_MAKE = 8;

  /** Words up to which an utterance that names nothing wants nothing. */
  static final int FEW_WORDS = 7;

  /** Words up to which an utterance says next to nothing. */
  static final int TERSE = 3;

  /** Words up to which a text without a sign of any work is a small matter. */
  static final int PLAIN = 25;

  /** Words from which figures can make a problem to be worked out. */
  static final int SHORT_PROBLEM = 9;

  /** Words up to which an utterance is small talk. */
  static final int UTTERANCE = 12;

  /** Characters of an utterance, whatever its words. */
  static final int UTTERANCE_LENGTH = 300;

  /** Words up to which somebody tells an assistant or a service desk what they want. */
  static final int REQUEST = 25;

  /** Words of a sum beside its numbers. */
  static final int SUM = 3;

  /** Words up to which one change is described. */
  static final int ONE_CHANGE = 15;

  /** Words up to which a question is for a fact. */
  static final int FACT = 13;

  /** Words up to which a question asks for one thing. */
  static final int QUESTION = 30;

  /** Words up to which an instruction beside pasted code is about that code. */
  static final int INSTRUCTION = 80;

  /** Words up to which a question of strategy is told. */
  static final int LONG_CASE = 150;

  /** Words from which a text that names failures is a report. */
  static final int REPORT = 40;

  /** Words up to which a question can be about one figure. */
  static final int METRIC = 20;

  /** Words from which a text that is to be written is a large work. */
  static final int LONG_WRITING = 300;

  /** Lines of the head of a function whose body is to be written. */
  static final int STUB = 8;

  /** Words up to which a text is reworked in one go. */
  static final int SHORT_TEXT = 400;

  /** Words up to which a text is summed up in one go. */
  static final int LONG_TEXT = 1_500;

  /** UTF-16 units in quotation marks below which they may be the name of an alarm or a song. */
  static final int QUOTED_NAME = 20;

  /** UTF-16 units in quotation marks from which they are a passage, and no word or sentence. */
  static final int PASSAGE = 80;

  /** UTF-16 units of an instruction together with a sentence or two that it is about. */
  static final int SENTENCES = 200;

  /** Words of an exercise, and how many words of its kind it has. */
  static final int EXERCISE = 25;

  static final int EXERCISE_MARKS = 4;

  /** Words for each item of a list up to which the list is most of the text. */
  static final int WISH = 34;

  /** Size of a question and the lines beside it that it is about; see {@link Asks#size}. */
  static final int LINES_SIZE = 150;

  /** Size of a text and the few words before it that say what is to be done with it. */
  static final int BRIEF_TEXT = 70;

  /** UTF-16 units of words that announce a text. */
  static final int ANNOUNCEMENT = 4;

  /** Size of a question up to which a word or two answer it. */
  static final int BRIEF_QUESTION = 30;

  /** Size of an order up to which it is about nothing but itself. */
  static final int BRIEF_ORDER = 32;

  /** Size of an order to make something up to which it is no work. */
  static final int BRIEF_MAKING = 28;

  /** Size of an exercise from which it is one of several steps. */
  static final int HARD_EXERCISE = 1_400;

  /** Size of a paste from which most of it is no wish. */
  static final int LONG_PASTE = 600;

  /** Size of an utterance that says next to nothing in any language. */
  static final int NEXT_TO_NOTHING = 26;

  /** Lines of code about which a few words say a small thing. */
  static final int FEW_LINES = 3;

  /** Size of catchwords up to which nothing is told about the matter. */
  static final int BRIEF_CATCHWORDS = 30;

  /** Size of a question up to which a table can answer it. */
  static final int BRIEF_LOOK_UP = 36;

  /** Size of a wish that a program fulfils by itself. */
  static final int BRIEF_COMMAND = 48;

  /** Size of an exercise that asks for one thing. */
  static final int BRIEF_EXERCISE = 400;

  /** Size of a wish from which something is said about what is wished. */
  static final int TOLD_WISH = 100;

  /** Size of a wish to have something explained, of which nothing more is said. */
  static final int BRIEF_EXPLANATION = 60;

  /** Size of a question that asks no more than how somebody is. */
  static final int FEW_CHARACTERS = 19;

  /** Size of half a sentence. */
  static final int HALF_SENTENCE = 47;

  /** Size of a sentence. */
  static final int ONE_SENTENCE = 70;

  /** Size of two sentences. */
  static final int TWO_SENTENCES = 118;

  /** Size of a wish for a line or two of code. */
  static final int IDIOM = 60;

  /** Size from which a few catchwords say what is to be invented. */
  static final int FEW_CATCHWORDS = 40;

  /** UTF-16 units in quotation marks from which they hold a word. */
  static final int QUOTED_WORD = 4;

  /** Words for each name in a question up to which it is about what is named. */
  static final int WORDS_OF_NAME = 16;

  /** Symbols of a line or two that are nothing but code. */
  static final int DENSE_CODE = 58;

  /** Symbols of a text without any code or markup. */
  static final int FEW_SYMBOLS = 3;

  /** Things from which there are several. */
  static final int SEVERAL = 2;

  /** Questions, or items of a list, from which there are many. */
  static final int MANY = 3;

  private Sizes() {}
}
