# What attention models share. A sequence remembers, layer after layer, its keys and its values,
# each [heads, capacity, head size].


class Step(NamedTuple):
  starts : List[int]
  counts : List[int]
  memories : List[List[Tensor]]
  cos : Tensor
  sin : Tensor


# One block of memory for all: an optimiser may take two allocations of one shape for the same.
def allocate(capacity: int) -> List[Tensor]:
  size = [2 * layers(), key_value_heads(), capacity, head_size()]
  return torch.empty(size, dtype=memory_type(), device=device()).unbind(0)


# Keys and values of forgotten positions are overwritten by the next ones.
def undo(memory: List[Tensor]) -> NoneType:
  pass


def copy_memory(
    source: List[Tensor], target: List[Tensor], length: int, undone: bool) -> NoneType:
  for i in range(len(source)):
    target[i].narrow(1, 0, length).copy_(source[i].narrow(1, 0, length))


def ready(layer: Weights) -> NoneType:
  pass


# Positions and their rotations, once for all layers: cos and sin are [rows, 1, turned].
def prepare(
    starts: List[int], counts: List[int], pending: List[int],
    memories: List[List[Tensor]]) -> Step:
  positions = annotate(List[int], [])
  for i in range(len(starts)):
    for offset in range(counts[i]):
      positions.append(starts[i] + offset)
  frequency = torch.tensor(frequencies(), dtype=float32(), device=device())
  angles = torch.outer(whole_numbers(positions).to(float32()), frequency)
  angles = torch.cat([angles, angles], -1).unsqueeze(1)
  scale = rotation_scale()
  return Step(starts, counts, memories, torch.cos(angles) * scale, torch.sin(angles) * scale)


# Turns the first dimensions of each head; x is [rows, heads, head size].
def rotate(x: Tensor, step: Step) -> Tensor:
  size = step.cos.size(-1)
  turned = x.narrow(-1, 0, size)
  first, second = turned.chunk(2, -1)
  turned = turned * step.cos + torch.cat([-second, first], -1) * step.sin
  if size < x.size(-1):
    turned = torch.cat([turned, x.narrow(-1, size, x.size(-1) - size)], -1)
  return turned


# Queries, keys and values of all heads from what one linear layer gave: [rows, heads, head size].
def heads_of(qkv: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
  rows = qkv.size(0)
  own = heads() * head_size()
  shared = key_value_heads() * head_size()
  q = qkv.narrow(1, 0, own).view([rows, heads(), head_size()])
  k = qkv.narrow(1, own, shared).view([rows, key_value_heads(), head_size()])
  v = qkv.narrow(1, own + shared, shared).view([rows, key_value_heads(), head_size()])
  return q, k, v


# All sequences of a step; q, k and v are [rows, heads, head size], q and k already rotated.
def attention(layer: int, step: Step, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
  outs = annotate(List[Tensor], [])
  row = 0
  for i in range(len(step.counts)):
    start = step.starts[i]
    count = step.counts[i]
    keys = step.memories[i][2 * layer]
    values = step.memories[i][2 * layer + 1]
    keys.narrow(1, start, count).copy_(k.narrow(0, row, count).transpose(0, 1))
    values.narrow(1, start, count).copy_(v.narrow(0, row, count).transpose(0, 1))
    first = 0
    if sliding_window() > 0:
      first = max(0, start - sliding_window() + 1)
    length = start + count - first
    outs.append(
        attend(
            q.narrow(0, row, count), keys.narrow(1, first, length),
            values.narrow(1, first, length)))
    row += count
  if len(outs) == 1:
    return outs[0]
  return torch.cat(outs, 0)
