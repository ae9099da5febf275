# The square of what is above 0.


def activate(x: Tensor) -> Tensor:
  return torch.square(torch.relu(x))
