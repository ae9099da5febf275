# What every architecture's program does with weights, sequences and steps. The functions that it
# calls stand above it: those of the linear layers and those of the architecture.


class Program(Module):
  __parameters__ = []
  __buffers__ = []
  rooms : List[List[Tensor]]
  scratches : List[List[Tensor]]
  tensors : List[Dict[str, Tensor]]
  packed : List[Dict[str, __torch__.torch.classes.quantized.LinearPackedParamsBase]]
  memories : Dict[int, List[Tensor]]

  # Prepares for so many layers, and for so many workers that load their weights at once: each has a
  # room and memory to work with of its own, and layers that no other one touches.
  def expect(self, workers: int, layers: int) -> NoneType:
    for i in range(workers):
      self.rooms.append(annotate(List[Tensor], []))
      self.scratches.append(annotate(List[Tensor], []))
    weights = self.weights(layers - 1)

  # Makes room for the rows of a weight that is kept as they come, in this type.
  def begin(self, worker: int, type: int, shape: List[int]) -> NoneType:
    self.rooms[worker] = own_room(type, shape)

  # The same for the next part of the weight of a linear layer, as this program's precision has it.
  def begin_linear(self, worker: int, shape: List[int]) -> NoneType:
    self.rooms[worker] = room_for(self.scratches[worker], shape)

  def begin_fine(self, worker: int, shape: List[int]) -> NoneType:
    self.rooms[worker] = room_fine(self.scratches[worker], shape)

  def begin_head(self, worker: int, shape: List[int]) -> NoneType:
    self.rooms[worker] = room_head(self.scratches[worker], shape)

  # Rows of the parts of a weight of a linear layer.
  def part_rows(self) -> int:
    return part_rows()

  def part_rows_fine(self) -> int:
    return part_rows_fine()

  def part_rows_head(self) -> int:
    return part_rows_head()

  # Takes rows, which are numbers of this type in the first bytes of a buffer.
  def fill(self, worker: int, first: int, type: int, buffer: Tensor, bytes: int) -> NoneType:
    room = self.rooms[worker]
    fill(self.scratches[worker], room, first, rows_of(buffer, bytes, type, room[0].size()))

  # The weights of a layer, counted from 0; of the model around the layers for -1.
  def weights(self, layer: int) -> Weights:
    while len(self.tensors) <= layer + 1:
      self.tensors.append(annotate(Dict[str, Tensor], {}))
      self.packed.append(
          annotate(Dict[str, __torch__.torch.classes.quantized.LinearPackedParamsBase], {}))
    return Weights(self.tensors[layer + 1], self.packed[layer + 1])

  def layers(self) -> int:
    return len(self.tensors) - 1

  # Makes what is in the room a weight as it is.
  def keep(self, worker: int, layer: int, name: str) -> NoneType:
    self.weights(layer).tensors[name] = self.rooms[worker][0]

  # Makes it the next part of a weight, as this program's precision has it.
  def pack(self, worker: int, layer: int, name: str, part: int) -> NoneType:
    pack(self.weights(layer), name, part, self.rooms[worker])

  def pack_fine(self, worker: int, layer: int, name: str, part: int) -> NoneType:
    pack_fine(self.weights(layer), name, part, self.rooms[worker])

  def pack_head(self, worker: int, layer: int, name: str, part: int) -> NoneType:
    pack_head(self.weights(layer), name, part, self.rooms[worker])

  # Tells that all weights are there.
  def ready(self) -> NoneType:
    self.rooms = annotate(List[List[Tensor]], [])
    self.scratches = annotate(List[List[Tensor]], [])
    for i in range(self.layers()):
      ready(self.weights(i))

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
    x = embed(self.weights(-1), whole_numbers(ids))
    for i in range(min(depth, self.layers())):
      x = block(i, self.weights(i), x, step)
    if depth > self.layers():
      x = finish(self.weights(-1), x)
    return x

  # Logits of the wanted rows of a step.
  def step(self, plan: List[int], ids: List[int], wanted: List[int]) -> Tensor:
    x = self.stream(plan, ids, self.layers())
    if len(wanted) == 0:
      return torch.empty([0, 1], dtype=float32())
    if len(wanted) < len(ids):
      x = x.index_select(0, whole_numbers(wanted))
    return linear_head(self.weights(-1), "head", finish(self.weights(-1), x)).cpu()
