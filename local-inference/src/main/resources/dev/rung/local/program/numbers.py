# What a program computes on, and the types of elements by their numbers in libtorch.


def device() -> Device:
  return torch.device(device_name())


def boolean() -> int:
  return 11


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


def float16() -> int:
  return 5


# A copy of this type on the device, in anonymous memory, also where the source has that type.
def own(x: Tensor, type: int) -> Tensor:
  return torch.empty(x.size(), dtype=type, device=device()).copy_(x)


def whole_numbers(numbers: List[int]) -> Tensor:
  return torch.tensor(numbers, dtype=int64(), device=device())


# Adds the bias of a linear layer, if it has one, to its outputs.
def with_bias(weights: Dict[str, Tensor], name: str, out: Tensor) -> Tensor:
  bias = weights.get(name + ".bias")
  if bias is not None:
    out.add_(bias)
  return out


# Rows of a weight that are converted at once: copies of large weights in single precision would
# take more memory than the packed ones.
def portion() -> int:
  return 1024
