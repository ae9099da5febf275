# Linear layers in single precision.


def pack_f32(weights: Dict[str, Tensor], name: str, weight: Tensor) -> NoneType:
  weights[name] = own(weight, float32())


def linear_f32(weights: Dict[str, Tensor], name: str, x: Tensor) -> Tensor:
  return torch.linear(x, weights[name], weights.get(name + ".bias"))
