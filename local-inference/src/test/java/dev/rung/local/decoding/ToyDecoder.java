package dev.rung.local.decoding;

import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A decoder whose logits are a function of the tokens so far, and which fails whoever does not keep
 * to the contract.
 */
final class ToyDecoder implements Decoder {
  static final int VOCABULARY = 40;
  static final int WINDOW = 1_000;
  static final long BYTES_PER_TOKEN = 10;
  private static final int WIDEST = 32;
  private static final int SHORT_STEP = 8;

  private final ToyRule rule;
  private final boolean cutsAnywhere;
  private final Set<Toy> open = ConcurrentHashMap.newKeySet();

  /** Of each step, how many tokens each sequence got. */
  final List<List<Integer>> steps = new CopyOnWriteArrayList<>();

  final List<String> events = new CopyOnWriteArrayList<>();
  private final Semaphore begun = new Semaphore(0);
  private volatile Gate gate = inputs -> {};
  private volatile int mostOpen;
  private volatile int limit = Integer.MAX_VALUE;
  private volatile boolean closed;
  private final AtomicInteger tidied = new AtomicInteger();
  private Thread owner = Thread.currentThread();
  private boolean owned;

  /** Is passed by each step. */
  interface Gate {
    void pass(List<Input> inputs) throws InferenceException;
  }

  private ToyDecoder(ToyRule rule, boolean cutsAnywhere) {
    this.rule = rule;
    this.cutsAnywhere = cutsAnywhere;
  }

  static ToyDecoder withKeysAndValues(ToyRule rule) {
    return new ToyDecoder(rule, true);
  }

  /** Can be cut within its last step only, and only if that was a short one. */
  static ToyDecoder withStates(ToyRule rule) {
    return new ToyDecoder(rule, false);
  }

  void gate(Gate other) {
    gate = other;
  }

  /** Lets a step begin for each permit. */
  void gate(Semaphore permits) {
    gate = inputs -> acquire(permits);
  }

  /** Waits until one more step has come to the gate. */
  void awaitStep() {
    acquire(begun);
  }

  private static void acquire(Semaphore permits) {
    try {
      check(permits.tryAcquire(30, TimeUnit.SECONDS), "nobody opened the gate");
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** How many sequences there is memory for. */
  void limitOpen(int sequences) {
    limit = sequences;
  }

  int openSequences() {
    return open.size();
  }

  int mostOpenSequences() {
    return mostOpen;
  }

  boolean isClosed() {
    return closed;
  }

  long tokensComputed() {
    return steps.stream().flatMap(List::stream).mapToInt(Integer::intValue).sum();
  }

  @Override
  public int vocabulary() {
    return VOCABULARY;
  }

  @Override
  public int contextWindow() {
    return WINDOW;
  }

  @Override
  public int widestStep() {
    return WIDEST;
  }

  @Override
  public long sequenceBytes(int capacity) {
    return capacity * BYTES_PER_TOKEN;
  }

  @Override
  public Sequence open(int capacity) throws InferenceException {
    checkThread();
    check(capacity >= 1 && capacity <= WINDOW, "capacity " + capacity);
    if (open.size() >= limit) {
      throw new InferenceException(Reason.OUT_OF_MEMORY, "the toy has no memory");
    }
    Toy toy = new Toy(capacity);
    open.add(toy);
    mostOpen = Math.max(mostOpen, open.size());
    events.add("open " + capacity);
    return toy;
  }

  @Override
  public Sequence fork(Sequence source, int length, int capacity) throws InferenceException {
    check(source.canCut(length) && length <= capacity, "fork at " + length);
    Toy from = mine(source);
    Toy fork = (Toy) open(capacity);
    fork.tokens.addAll(from.tokens.subList(0, length));
    fork.uncut = length;
    events.add("fork " + length);
    return fork;
  }

  @Override
  public Logits forward(List<Input> inputs) throws InferenceException {
    checkThread();
    begun.release();
    gate.pass(inputs);
    Set<Sequence> seen = new HashSet<>();
    List<float[]> rows = new ArrayList<>();
    steps.add(inputs.stream().map(input -> input.tokens().length).toList());
    for (Input input : inputs) {
      check(seen.add(input.sequence()), "twice in a step");
      append(mine(input.sequence()), input, rows);
    }
    int width = steps.getLast().stream().mapToInt(Integer::intValue).sum();
    check(width >= 1 && width <= WIDEST, width + " tokens in a step");
    return new Rows(rows);
  }

  private void append(Toy toy, Input input, List<float[]> rows) throws InferenceException {
    int[] tokens = input.tokens();
    check(toy.tokens.size() + tokens.length <= toy.capacity, "a sequence is full");
    toy.uncut = tokens.length <= SHORT_STEP ? toy.tokens.size() : -1;
    for (int i = 0; i < tokens.length; i++) {
      check(tokens[i] >= 0 && tokens[i] < VOCABULARY, "token " + tokens[i]);
      toy.tokens.add(tokens[i]);
      if (i >= tokens.length - input.wanted()) {
        rows.add(rule.logits(toy.tokens));
      }
    }
    toy.uncut = toy.uncut < 0 ? toy.tokens.size() : toy.uncut;
  }

  /** How often it was told to give memory back. */
  int tidied() {
    return tidied.get();
  }

  @Override
  public void tidy() {
    checkThread();
    tidied.incrementAndGet();
  }

  @Override
  public void close() {
    check(open.isEmpty(), "sequences are open");
    check(!closed, "closed twice");
    closed = true;
  }

  private void checkThread() {
    check(!closed, "closed");
    if (!owned) {
      owned = true;
      owner = Thread.currentThread();
    }
    check(owner.equals(Thread.currentThread()), "used by two threads");
  }

  private Toy mine(Sequence sequence) {
    check(sequence instanceof Toy toy && open.contains(toy), "a closed sequence");
    return (Toy) sequence;
  }

  private static void check(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }

  static InferenceException failure() {
    return new InferenceException(Reason.FAILED, "the toy is broken");
  }

  private record Rows(List<float[]> values) implements Logits {
    @Override
    public int rows() {
      return values.size();
    }

    @Override
    public float[] row(int index) {
      return values.get(index);
    }
  }

  private final class Toy implements Sequence {
    private final int capacity;
    private final List<Integer> tokens = new ArrayList<>();
    private int uncut;

    Toy(int capacity) {
      this.capacity = capacity;
    }

    @Override
    public int length() {
      return tokens.size();
    }

    @Override
    public int capacity() {
      return capacity;
    }

    @Override
    public boolean canCut(int length) {
      return length >= (cutsAnywhere ? 0 : uncut) && length <= tokens.size();
    }

    @Override
    public void cut(int length) {
      checkThread();
      check(canCut(length), "cut to " + length);
      tokens.subList(length, tokens.size()).clear();
      uncut = Math.min(uncut, length);
      events.add("cut " + length);
    }

    @Override
    public void close() {
      checkThread();
      open.remove(this);
    }
  }
}
