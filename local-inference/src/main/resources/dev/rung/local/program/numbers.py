# The types of elements by their numbers in libtorch.


def uint8() -> int:
  return 0


def int8() -> int:
  return 1


def int32() -> int:
  return 3


def int64() -> int:
  return 4


def float32() -> int:
  return 6


def bfloat16() -> int:
  return 15


# A copy of this type that lies in anonymous memory, also where the source has that type.
def own(x: Tensor, type: int) -> Tensor:
  return torch.empty(x.size(), dtype=type).copy_(x)


# Rows of a weight that are converted at once: copies of large weights in single precision would
# take more memory than the packed ones.
def portion() -> int:
  return 1024
