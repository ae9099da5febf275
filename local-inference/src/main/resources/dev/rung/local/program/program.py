# What every architecture's program does with weights, sequences and steps. The functions that it
# calls stand above it: those of the linear layers and those of the architecture.


class Program(Module):
  __parameters__ = []
  __buffers__ = []
  pieces : List[Tensor]
  model : Dict[str, Tensor]
  packed : List[__torch__.torch.classes.quantized.LinearPackedParamsBase]
  blocks : List[Dict[str, Tensor]]
  memories : Dict[int, List[Tensor]]

  # Begins the next piece of a weight: a tensor of so many bytes.
  def begin(self, bytes: int) -> NoneType:
    self.pieces.append(torch.empty([bytes], dtype=uint8()))

  # Copies bytes into the piece that was begun.
  def fill(self, offset: int, bytes: Tensor) -> NoneType:
    self.pieces[len(self.pieces) - 1].narrow(0, offset, bytes.numel()).copy_(bytes)

  # Takes the bytes of the piece as numbers of this type and shape.
  def take(self, type: int, shape: List[int]) -> NoneType:
    source = self.pieces.pop()
    piece = torch.empty([0], dtype=type)
    piece.set_(source, 0, [source.numel() // piece.element_size()], [1])
    self.pieces.append(piece.view(shape))

  def taken(self) -> Tensor:
    if len(self.pieces) == 1:
      whole = self.pieces[0]
    else:
      whole = torch.cat(self.pieces, 0)
    self.pieces.clear()
    return whole

  # The weights of a layer, counted from 0; of the model around the layers for -1.
  def weights(self, layer: int) -> Dict[str, Tensor]:
    if layer < 0:
      return self.model
    while len(self.blocks) <= layer:
      self.blocks.append(annotate(Dict[str, Tensor], {}))
    return self.blocks[layer]

  # Makes the taken pieces, one below the other, a weight in single precision.
  def keep(self, layer: int, name: str) -> NoneType:
    self.weights(layer)[name] = own(self.taken(), float32())

  # The same for rows that are looked up: as the checkpoint has them.
  def keep_table(self, layer: int, name: str) -> NoneType:
    table = self.taken()
    self.weights(layer)[name] = own(table, table.dtype)

  # The same for the weight of a linear layer, as this program's precision has it.
  def pack(self, layer: int, name: str) -> NoneType:
    pack(self.weights(layer), name, self.taken())

  def pack_fine(self, layer: int, name: str) -> NoneType:
    pack_fine(self.weights(layer), name, self.taken())

  # Of the output layer, which may be packed in a form that is no tensor.
  def pack_head(self) -> NoneType:
    pack_head(self.model, self.packed, self.taken())

  # Tells that all weights are there.
  def ready(self) -> NoneType:
    for i in range(len(self.blocks)):
      ready(self.blocks[i])

  def open(self, sequence: int, capacity: int) -> NoneType:
    self.memories[sequence] = allocate(capacity)

  # Copies what a sequence remembers of its first tokens; undone: as undo would leave it.
  def fork(self, source: int, target: int, length: int, undone: int) -> NoneType:
    copy_memory(self.memories[source], self.memories[target], length, undone == 1)

  def close(self, sequence: int) -> NoneType:
    self.memories.pop(sequence)

  # The residual stream after so many layers, for the caller.
  def hidden(self, plan: List[int], ids: List[int], depth: int) -> Tensor:
    return self.stream(plan, ids, depth).cpu()

  # The residual stream after so many layers; one more than there are gives that after the norm.
  # A plan has five numbers a sequence: which one, tokens that its memory holds, tokens that come,
  # how many of these came before and are computed again, and whether its memory goes back first.
  def stream(self, plan: List[int], ids: List[int], depth: int) -> Tensor:
    starts = annotate(List[int], [])
    counts = annotate(List[int], [])
    pending = annotate(List[int], [])
    memories = annotate(List[List[Tensor]], [])
    for i in range(len(plan) // 5):
      memory = self.memories[plan[5 * i]]
      if plan[5 * i + 4] == 1:
        undo(memory)
      memories.append(memory)
      starts.append(plan[5 * i + 1])
      counts.append(plan[5 * i + 2])
      pending.append(plan[5 * i + 3])
    step = prepare(starts, counts, pending, memories)
    x = embed(self.model, whole_numbers(ids))
    for i in range(min(depth, len(self.blocks))):
      x = block(i, self.blocks[i], x, step)
    if depth > len(self.blocks):
      x = finish(self.model, x)
    return x

  # Logits of the wanted rows of a step.
  def step(self, plan: List[int], ids: List[int], wanted: List[int]) -> Tensor:
    x = self.stream(plan, ids, len(self.blocks))
    if len(wanted) == 0:
      return torch.empty([0, 1], dtype=float32())
    if len(wanted) < len(ids):
      x = x.index_select(0, whole_numbers(wanted))
    return linear_head(self.model, self.packed, finish(self.model, x)).cpu()
