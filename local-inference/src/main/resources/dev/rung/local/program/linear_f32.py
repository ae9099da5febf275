# Linear layers in single precision.


def pack(weights: Dict[str, Tensor], name: str, weight: Tensor) -> NoneType:
  weights[name] = own(weight)


def linear(weights: Dict[str, Tensor], name: str, x: Tensor) -> Tensor:
  return torch.linear(x, weights[name], weights.get(name + ".bias"))
