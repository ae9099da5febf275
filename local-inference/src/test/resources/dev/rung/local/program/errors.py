# Measures by how much layers err, as a share of their outputs in root mean square, and what rounding
# makes expect.


def rms(x: Tensor) -> Tensor:
  return x.square().mean().sqrt()


# Gaussian rows of inputs, some of them much larger than the others.
def inputs_of(rows: int, inputs: int, every: int, times: int) -> Tensor:
  x = torch.randn([rows, inputs], dtype=float32())
  if every > 0:
    for i in range(0, inputs, every):
      x.select(1, i).mul_(times)
  return x


# A weight in its room, when its rows come in two portions.
def filled(scratch: List[Tensor], room: List[Tensor], weight: Tensor) -> List[Tensor]:
  half = weight.size(0) // 2
  fill(scratch, room, half, weight.narrow(0, half, weight.size(0) - half))
  fill(scratch, room, 0, weight.narrow(0, 0, half))
  return room


class Program(Module):
  __parameters__ = []
  __buffers__ = []
  scratch : List[Tensor]
  tensors : Dict[str, Tensor]
  packed : Dict[str, __torch__.torch.classes.quantized.LinearPackedParamsBase]

  def weights(self) -> Weights:
    return Weights(self.tensors, self.packed)

  def head(self, weight: Tensor) -> NoneType:
    first = 0
    part = 0
    while first < weight.size(0):
      part_of_it = weight.narrow(0, first, min(part_rows_head(), weight.size(0) - first))
      room = room_head(self.scratch, part_of_it.size())
      pack_head(self.weights(), "head", part, filled(self.scratch, room, part_of_it))
      first = first + part_of_it.size(0)
      part = part + 1

  def layer(self, inputs: int, every: int, times: int) -> Tensor:
    torch.manual_seed(1)
    x = inputs_of(50, inputs, every, times)
    w = torch.randn([600, inputs], dtype=float32())
    room = room_for(self.scratch, w.size())
    pack(self.weights(), "w", 0, filled(self.scratch, room, w))
    exact = torch.matmul(x, w.t())
    error = rms(linear(self.weights(), "w", x) - exact) / rms(exact)
    return torch.stack([error, expected(x, w)]).unsqueeze(0)

  def output_layer(self, inputs: int, every: int, times: int) -> Tensor:
    torch.manual_seed(1)
    x = inputs_of(50, inputs, every, times)
    w = torch.randn([2100, inputs], dtype=float32())
    self.head(w)
    exact = torch.matmul(x, w.t())
    error = rms(linear_head(self.weights(), "head", x) - exact) / rms(exact)
    return torch.stack([error, expected_of_head(x, w)]).unsqueeze(0)

  def logits(self, inputs: int) -> Tensor:
    torch.manual_seed(1)
    self.head(torch.randn([20000, inputs], dtype=float32()))
    return linear_head(self.weights(), "head", torch.randn([1, inputs], dtype=float32()))
