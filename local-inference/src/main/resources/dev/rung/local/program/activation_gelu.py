# GELU by the error function ("Gaussian Error Linear Units", section 2).


def activate(x: Tensor) -> Tensor:
  return torch.gelu(x, approximate="none")
