package dev.rung.local.tokenizer;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import dev.rung.local.tokenizer.DisguisedFile.Disguised;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * The tokenizer of a checkpoint, run by Hugging Face's tokenizers library. Opens no connection: the
 * library comes with the classes and is unpacked to the user's cache the first time.
 *
 * <p>Threads: any number at once. Calls after {@link #close} are an {@link IllegalStateException}.
 */
public final class Tokenizer implements AutoCloseable {
  private static final long LARGEST_FILE = 100_000_000;
  private static final Map<String, String> PLAIN =
      Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false");

  private final HuggingFaceTokenizer library;
  private final Vocabulary vocabulary;
  private final Disguise disguise;
  private final Frame frame;
  private final Map<Integer, String> addedTokens;
  private final ReadWriteLock closing = new ReentrantReadWriteLock();

  private Tokenizer(
      HuggingFaceTokenizer library,
      Vocabulary vocabulary,
      Disguise disguise,
      Frame frame,
      Map<Integer, String> addedTokens) {
    this.library = library;
    this.vocabulary = vocabulary;
    this.disguise = disguise;
    this.frame = frame;
    this.addedTokens = addedTokens;
  }

  /**
   * Reads the tokenizer.json of a folder.
   *
   * @param rows ids that the model has
   * @throws InferenceException when there is none, or it is damaged, or belongs to a larger model
   */
  public static Tokenizer read(Path folder, int rows) throws InferenceException {
    byte[] bytes =
        FolderFile.bytes(folder, TokenizerFile.NAME, LARGEST_FILE)
            .orElseThrow(() ->
                FolderFile.fault(
                    String.valueOf(folder.getFileName()), "has no " + TokenizerFile.NAME));
    List<AddedToken> added = TokenizerFile.addedTokens(bytes);
    List<AddedToken> special = added.stream().filter(AddedToken::special).toList();
    if (special.size() > Disguise.MOST_NAMES) {
      throw FolderFile.fault(
          TokenizerFile.NAME, "has more than " + Disguise.MOST_NAMES + " special tokens");
    }
    Disguise disguise = new Disguise(special.stream().map(AddedToken::content).toList());
    Vocabulary vocabulary = new Vocabulary(rows);
    Disguised disguised = DisguisedFile.write(bytes, added, disguise, vocabulary);
    Map<Integer, String> contents = new HashMap<>();
    for (AddedToken token : added) {
      vocabulary.add(token.id(), token.content());
      contents.put(token.id(), token.content());
    }
    special.forEach(token -> vocabulary.markSpecial(token.id()));
    if (!vocabulary.hasAll(disguised.frame().put())) {
      throw FolderFile.fault(TokenizerFile.NAME, "puts a token around texts that it does not have");
    }
    Tokenizer tokenizer =
        new Tokenizer(open(disguised.bytes()), vocabulary, disguise, disguised.frame(), contents);
    tokenizer.check(special);
    return tokenizer;
  }

  private static HuggingFaceTokenizer open(byte[] bytes) throws InferenceException {
    NativeLibrary.prepare();
    try {
      return HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(bytes), PLAIN);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    } catch (RuntimeException refused) { // The library throws this class itself.
      throw new InferenceException(
          Reason.BAD_CHECKPOINT,
          TokenizerFile.NAME + " is refused by the tokenizers library: " + refused.getMessage(),
          refused);
    }
  }

  /** The library gives an added token the next free id, whatever the file says. */
  private void check(List<AddedToken> special) throws InferenceException {
    for (AddedToken token : special) {
      if (!Arrays.equals(encode(token.content()), new int[] {token.id()})) {
        close();
        throw FolderFile.fault(
            TokenizerFile.NAME,
            "has the added token " + token.content() + ", whose id does not follow on the others");
      }
    }
  }

  /** One more than the highest id. */
  public int size() {
    return vocabulary.size();
  }

  /** Whether an id is a sign, such as the end of a turn, and no text. */
  public boolean isSpecial(int id) {
    return vocabulary.isSpecial(id);
  }

  /** The id of a special token. */
  public OptionalInt find(String special) {
    return disguise.isSpecial(special) ? OptionalInt.of(encode(special)[0]) : OptionalInt.empty();
  }

  /** Whether an id stands for text. Not so for special tokens, and for ids that no token has. */
  boolean isText(int id) {
    return vocabulary.isText(id);
  }

  /** The byte that an id stands for, in tokenizers that spell rare characters so. */
  Optional<Byte> oneByte(int id) {
    return vocabulary.oneByte(id);
  }

  /** Fewer tokens than this cannot make a text of so many chars. */
  public int fewestTokens(int chars) {
    return chars / vocabulary.longest();
  }

  /**
   * Text of a caller, made so that {@link #encode} finds no special token in it. Characters of the
   * last private planes of Unicode are replaced.
   */
  public String quote(String text) {
    return disguise.quote(text);
  }

  /** The ids of a text in which special tokens may be written, but for what was quoted. */
  public int[] encode(String text) {
    return ids(encoding(text));
  }

  /**
   * As {@link #encode}, with what the checkpoint puts around every text, such as a token for its
   * beginning.
   */
  public int[] encodeWhole(String text) {
    return frame.put(encode(text));
  }

  private static int[] ids(Encoding encoding) {
    return Arrays.stream(encoding.getIds()).mapToInt(Math::toIntExact).toArray();
  }

  /** The same, with where in the text each token lies. */
  public List<Token> tokens(String text) {
    Encoding encoding = encoding(text);
    long[] ids = encoding.getIds();
    String[] names = encoding.getTokens();
    CharSpan[] spans = encoding.getCharTokenSpans();
    List<Token> tokens = new ArrayList<>(ids.length);
    for (int i = 0; i < ids.length; i++) {
      int id = Math.toIntExact(ids[i]);
      String name = addedTokens.getOrDefault(id, names[i]);
      tokens.add(new Token(id, name, spans[i].getStart(), spans[i].getEnd()));
    }
    return tokens;
  }

  private Encoding encoding(String text) {
    String disguised = disguise.apply(text);
    return whileOpen(() -> library.encode(disguised, false, false));
  }

  /** The text of ids, without special tokens and ids that no token has. */
  public String decode(int... ids) {
    long[] wide = Arrays.stream(ids).asLongStream().toArray();
    return whileOpen(() -> library.decode(wide, true));
  }

  /** For the text of one answer, token by token. */
  public Detokenizer detokenizer() {
    return new Detokenizer(this);
  }

  private <T> T whileOpen(Supplier<T> work) {
    closing.readLock().lock();
    try {
      return work.get();
    } finally {
      closing.readLock().unlock();
    }
  }

  /** Frees the library's memory, after the calls at work. */
  @Override
  public void close() {
    closing.writeLock().lock();
    try {
      library.close();
    } finally {
      closing.writeLock().unlock();
    }
  }
}
