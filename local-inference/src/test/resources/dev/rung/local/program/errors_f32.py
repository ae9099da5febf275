# Single precision is what the others are compared with.


def expected(x: Tensor, w: Tensor) -> Tensor:
  return torch.zeros([1]).squeeze(0)


def expected_of_head(x: Tensor, w: Tensor) -> Tensor:
  return torch.zeros([1]).squeeze(0)
