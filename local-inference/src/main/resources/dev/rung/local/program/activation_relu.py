# What is above 0.


def activate(x: Tensor) -> Tensor:
  return torch.relu(x)
