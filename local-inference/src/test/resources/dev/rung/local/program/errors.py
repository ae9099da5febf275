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


class Program(Module):
  __parameters__ = []
  __buffers__ = []
  weights : Dict[str, Tensor]
  packed : List[__torch__.torch.classes.quantized.LinearPackedParamsBase]

  def layer(self, inputs: int, every: int, times: int) -> Tensor:
    torch.manual_seed(1)
    x = inputs_of(50, inputs, every, times)
    w = torch.randn([600, inputs], dtype=float32())
    pack(self.weights, "w", w)
    exact = torch.matmul(x, w.t())
    error = rms(linear(self.weights, "w", x) - exact) / rms(exact)
    return torch.stack([error, expected(x, w)]).unsqueeze(0)

  def output_layer(self, inputs: int, every: int, times: int) -> Tensor:
    torch.manual_seed(1)
    x = inputs_of(50, inputs, every, times)
    w = torch.randn([2100, inputs], dtype=float32())
    pack_head(self.weights, self.packed, w)
    exact = torch.matmul(x, w.t())
    error = rms(linear_head(self.weights, self.packed, x) - exact) / rms(exact)
    return torch.stack([error, expected_of_head(x, w)]).unsqueeze(0)

  def logits(self, inputs: int) -> Tensor:
    torch.manual_seed(1)
    pack_head(self.weights, self.packed, torch.randn([20000, inputs], dtype=float32()))
    return linear_head(self.weights, self.packed, torch.randn([1, inputs], dtype=float32()))
