package dev.rung.local.graph;

import dev.rung.local.InferenceException;
import dev.rung.local.checkpoint.Tensor;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The matrix of a linear layer in blocks of rounded weights, as {@code MatMulNBits} takes it.
 *
 * @param sources tensors below each other
 * @param width inputs in the checkpoint
 * @param weights [outputs, blocks, bytes of a block]
 * @param scales [outputs, blocks]
 * @param zeros [outputs, bytes], those of neighbouring blocks in one byte if they have four bits
 */
record BlockPart(
    List<Tensor> sources,
    int width,
    Places places,
    BlockPacking packing,
    PackedTensor weights,
    PackedTensor scales,
    Optional<PackedTensor> zeros)
    implements Part {
  BlockPart {
    sources = List.copyOf(sources);
  }

  @Override
  public int rows() {
    return places.rows();
  }

  @Override
  public int columns() {
    return places.columns();
  }

  @Override
  public void pack(Workspace workspace, int first, int last)
      throws InferenceException, IOException {
    int blocks = packing.blocks(columns());
    BlockQuantizer quantizer = workspace.quantizer(packing, (last - first) * blocks);
    RowReader reader = new RowReader(workspace, sources, width, places);
    for (int row = first; row < last; row++) {
      float[] numbers = reader.row(row);
      for (int block = 0; block < blocks; block++) {
        quantizer.put((row - first) * blocks + block, numbers, block * packing.block());
      }
    }
    quantizer.fit();
    long start = (long) first * blocks;
    workspace.write(weights, start * packing.blockBytes(), quantizer.packed());
    workspace.write(scales, start, quantizer.scales());
    if (zeros.isPresent()) {
      int bytes = packing.zeroBytes(columns());
      byte[] middles = middles(quantizer, last - first, blocks, bytes);
      workspace.write(zeros.get(), (long) first * bytes, middles);
    }
  }

  private byte[] middles(BlockQuantizer quantizer, int rows, int blocks, int bytes) {
    byte[] middles = new byte[rows * bytes];
    for (int row = 0; row < rows; row++) {
      for (int block = 0; block < blocks; block++) {
        int bit = block * packing.bits();
        middles[row * bytes + bit / Byte.SIZE] |=
            (byte) (quantizer.zero(row * blocks + block) << (bit % Byte.SIZE));
      }
    }
    return middles;
  }
}
