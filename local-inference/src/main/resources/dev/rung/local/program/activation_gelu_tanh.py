# GELU by a hyperbolic tangent ("Gaussian Error Linear Units", section 2).


def activate(x: Tensor) -> Tensor:
  return torch.gelu(x, approximate="tanh")
