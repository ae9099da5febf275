# What a program computes on, and the types of elements by their numbers in libtorch.


# The weights of a layer, or of the model around the layers, by name: tensors, and what kernels have
# packed in forms of their own.
class Weights(NamedTuple):
  tensors : Dict[str, Tensor]
  packed : Dict[str, __torch__.torch.classes.quantized.LinearPackedParamsBase]


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


def float64() -> int:
  return 7


# Memory that one weight after the other uses while it is loaded, as numbers of this type and shape:
# fresh memory for each would have to be cleared by the system first, and leave holes.
def borrowed(scratch: List[Tensor], index: int, type: int, shape: List[int]) -> Tensor:
  numbers = torch.empty([0], dtype=type)
  count = 1
  strides = annotate(List[int], [])
  for i in range(len(shape)):
    strides.append(1)
  for i in range(len(shape)):
    at = len(shape) - 1 - i
    strides[at] = count
    count = count * shape[at]
  while len(scratch) <= index:
    scratch.append(torch.empty([0], dtype=uint8()))
  bytes = count * numbers.element_size()
  if scratch[index].numel() < bytes:
    scratch[index] = torch.empty([0], dtype=uint8())
    scratch[index] = torch.empty([bytes], dtype=uint8())
  numbers.set_(scratch[index], 0, shape, strides)
  return numbers


# The first bytes of a buffer as numbers of this type in rows of this shape, as many as there are.
def rows_of(buffer: Tensor, bytes: int, type: int, shape: List[int]) -> Tensor:
  numbers = torch.empty([0], dtype=type)
  numbers.set_(buffer, 0, [bytes // numbers.element_size()], [1])
  shape[0] = -1
  return numbers.view(shape)


# Rows of a weight's parts where it has one part only.
def all_rows() -> int:
  return 9223372036854775807


# Room for a weight that is kept as its rows come.
def own_room(type: int, shape: List[int]) -> List[Tensor]:
  return [torch.empty(shape, dtype=type, device=device())]


# What a part of a weight is called; parts lie below each other and are counted from 0.
def part_of(name: str, part: int) -> str:
  return name + "." + str(part)


# The outputs of all parts side by side.
def side_by_side(outs: List[Tensor]) -> Tensor:
  if len(outs) == 1:
    return outs[0]
  return torch.cat(outs, 1)


# Puts rows where they belong, in the type that there is room for.
def copy_rows(room: List[Tensor], first: int, rows: Tensor) -> NoneType:
  room[0].narrow(0, first, rows.size(0)).copy_(rows)


def whole_numbers(numbers: List[int]) -> Tensor:
  return torch.tensor(numbers, dtype=int64(), device=device())


# Adds the bias of a linear layer, if it has one, to its outputs.
def with_bias(weights: Weights, name: str, out: Tensor) -> Tensor:
  bias = weights.tensors.get(name + ".bias")
  if bias is not None:
    out.add_(bias)
  return out
