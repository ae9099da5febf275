package dev.rung.local.graph;

/**
 * How the weights of a linear layer are rounded: inputs of an output go in blocks, each with a
 * scale and, where zeros are packed, the whole number that stands for 0.
 *
 * @param bits of a weight, 4 or 8
 * @param block weights of one, a power of two from 16 on
 * @param zeros whether each block has a zero of its own; else it is the middle
 */
public record BlockPacking(int bits, int block, boolean zeros) {
  public BlockPacking {
    if (bits != 4 && bits != 8) {
      throw new IllegalArgumentException("bits must be 4 or 8, not " + bits);
    }
    if (block < 16 || Integer.bitCount(block) != 1) {
      throw new IllegalArgumentException("block must be a power of two from 16 on, not " + block);
    }
  }

  /** Blocks of so many inputs. */
  int blocks(int inputs) {
    return (inputs + block - 1) / block;
  }

  /** Bytes of the weights of a block. */
  int blockBytes() {
    return block * bits / Byte.SIZE;
  }

  /** Bytes of the zeros of one output. */
  int zeroBytes(int inputs) {
    return (blocks(inputs) * bits + Byte.SIZE - 1) / Byte.SIZE;
  }

  /** What stands for 0 where no zeros are packed. */
  int middle() {
    return 1 << (bits - 1);
  }

  int largest() {
    return (1 << bits) - 1;
  }
}
