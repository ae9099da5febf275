# GELU by a sigmoid ("Gaussian Error Linear Units", section 2).


def activate(x: Tensor) -> Tensor:
  return torch.sigmoid(x * 1.702).mul_(x)
