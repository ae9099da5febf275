# What stands in for bfloat16 on CPUs that do not multiply it: weights in half precision, which takes as
# many bytes and has three more bits between 6e-5 and 65504; smaller ones lose bits, larger ones are
# cut to that. Inputs, outputs and sums are in single precision.


def part_rows_bf16() -> int:
  return part_rows_f16()


def room_bf16(scratch: List[Tensor], shape: List[int]) -> List[Tensor]:
  return room_f16(scratch, shape)


def pack_bf16(weights: Weights, name: str, part: int, room: List[Tensor]) -> NoneType:
  pack_f16(weights, name, part, room)


def linear_bf16(weights: Weights, name: str, x: Tensor) -> Tensor:
  return linear_f16(weights, name, x)
