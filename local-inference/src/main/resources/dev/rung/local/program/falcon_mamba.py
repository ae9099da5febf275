# FalconMambaForCausalLM: blocks of a gated causal convolution and a selective scan, whose step
# size, input and output vectors pass a norm without weights. Source: modeling_falcon_mamba.py of
# transformers; "Mamba: Linear-Time Sequence Modeling with Selective State Spaces", section 3.
#
# A sequence remembers, layer after layer, the last inputs of the convolution [taps - 1, inner] and
# the state [state, inner], and both once more as they were before the step's new tokens.


class Step(NamedTuple):
  counts : List[int]
  pending : List[int]
  memories : List[List[Tensor]]


def allocate(capacity: int) -> List[Tensor]:
  inputs = torch.zeros([2 * layers(), taps() - 1, inner()], dtype=float32(), device=device()).unbind(0)
  held = torch.zeros([2 * layers(), states(), inner()], dtype=float32(), device=device()).unbind(0)
  memory = annotate(List[Tensor], [])
  for i in range(len(held)):
    memory.append(inputs[i])
    memory.append(held[i])
  return memory


# Goes back to before the last step's new tokens; what is exchanged for it is of no more use.
def undo(memory: List[Tensor]) -> NoneType:
  for layer in range(layers()):
    for i in range(2):
      now = memory[4 * layer + i]
      memory[4 * layer + i] = memory[4 * layer + 2 + i]
      memory[4 * layer + 2 + i] = now


def copy_memory(
    source: List[Tensor], target: List[Tensor], length: int, undone: bool) -> NoneType:
  for layer in range(layers()):
    for i in range(2):
      target[4 * layer + i].copy_(source[4 * layer + i + (2 if undone else 0)])


def prepare(
    starts: List[int], counts: List[int], pending: List[int],
    memories: List[List[Tensor]]) -> Step:
  return Step(counts, pending, memories)


# Brings weights into the form in which the blocks use them.
def ready(layer: Weights) -> NoneType:
  layer.tensors["decay"] = torch.exp(layer.tensors.pop("decay")).neg().t().contiguous()
  layer.tensors["convolution"] = layer.tensors.pop("convolution").squeeze(1).t().contiguous()


def embed(model: Weights, ids: Tensor) -> Tensor:
  return torch.embedding(model.tensors["embedding"], ids).to(float32())


def bare_norm(x: Tensor) -> Tensor:
  return torch.rms_norm(x, [x.size(-1)], None, mixer_epsilon())


# The inputs that came before stand above the new ones; each tap weighs another part of them.
def convolve(layer: Weights, window: Tensor) -> Tensor:
  weights = layer.tensors["convolution"]
  count = window.size(0) - taps() + 1
  out = window.narrow(0, 0, count) * weights.select(0, 0)
  for tap in range(1, taps()):
    out.addcmul_(window.narrow(0, tap, count), weights.select(0, tap))
  bias = layer.tensors.get("convolution.bias")
  if bias is not None:
    out.add_(bias)
  return torch.silu_(out)


# Rows from first to last, one after the other: the state decays, takes in what is driven into it,
# and is read out. Reads the state from source and leaves it in target, which may be the same.
def scan(
    decay: Tensor, source: Tensor, target: Tensor, dt: Tensor, driven: Tensor, b: Tensor,
    c: Tensor, out: Tensor, first: int, last: int) -> NoneType:
  factor = torch.empty_like(target)
  for row in range(first, last):
    torch.mul(decay, dt.select(0, row), out=factor)
    torch.mul(source, factor.exp_(), out=target)
    target.addcmul_(b.select(0, row).unsqueeze(1), driven.select(0, row))
    torch.mv(target.t(), c.select(0, row), out=out.select(0, row))
    source = target


def convolve_all(index: int, layer: Weights, x: Tensor, step: Step) -> Tensor:
  outs = annotate(List[Tensor], [])
  row = 0
  for i in range(len(step.counts)):
    count = step.counts[i]
    memory = step.memories[i]
    window = torch.cat([memory[4 * index], x.narrow(0, row, count)], 0)
    outs.append(convolve(layer, window))
    memory[4 * index].copy_(window.narrow(0, count, taps() - 1))
    memory[4 * index + 2].copy_(window.narrow(0, step.pending[i], taps() - 1))
    row += count
  if len(outs) == 1:
    return outs[0]
  return torch.cat(outs, 0)


def scan_all(
    index: int, decay: Tensor, dt: Tensor, driven: Tensor, b: Tensor, c: Tensor,
    step: Step) -> Tensor:
  out = torch.empty_like(driven)
  row = 0
  for i in range(len(step.counts)):
    memory = step.memories[i]
    now = memory[4 * index + 1]
    next = memory[4 * index + 3]
    new = row + step.pending[i]
    end = row + step.counts[i]
    scan(decay, now, now, dt, driven, b, c, out, row, new)
    scan(decay, now, next, dt, driven, b, c, out, new, end)
    memory[4 * index + 1] = next
    memory[4 * index + 3] = now
    row = end
  return out


def block(index: int, layer: Weights, x: Tensor, step: Step) -> Tensor:
  h = torch.rms_norm(x, [x.size(-1)], layer.tensors["norm"], epsilon())
  h, gate = linear(layer, "in", h).chunk(2, -1)
  h = convolve_all(index, layer, h, step)
  low = linear_fine(layer, "x", h)
  dt = bare_norm(low.narrow(1, 0, rank()))
  b = bare_norm(low.narrow(1, rank(), states()))
  c = bare_norm(low.narrow(1, rank() + states(), states()))
  dt = torch.softplus(linear_fine(layer, "dt", dt))
  out = scan_all(index, layer.tensors["decay"], dt, dt * h, b, c, step)
  out = out.addcmul_(h, layer.tensors["skip"]).mul_(torch.silu(gate))
  return linear(layer, "out", out).add_(x)


def finish(model: Weights, x: Tensor) -> Tensor:
  return torch.rms_norm(x, [x.size(-1)], model.tensors["norm"], epsilon())
