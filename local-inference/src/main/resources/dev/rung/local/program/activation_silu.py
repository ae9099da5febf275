# SiLU: x times its sigmoid.


def activate(x: Tensor) -> Tensor:
  return torch.silu(x)
