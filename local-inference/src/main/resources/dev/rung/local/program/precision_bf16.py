# Layers in bfloat16. The output layer gives single precision: logits rounded to 8 bits would tie.


# What rows become as they come.
def fill(
    scratch: List[Tensor], room: List[Tensor], first: int, rows: Tensor) -> NoneType:
  copy_rows(room, first, rows)


def part_rows() -> int:
  return part_rows_bf16()


def room_for(scratch: List[Tensor], shape: List[int]) -> List[Tensor]:
  return room_bf16(scratch, shape)


def pack(weights: Weights, name: str, part: int, room: List[Tensor]) -> NoneType:
  pack_bf16(weights, name, part, room)


def linear(weights: Weights, name: str, x: Tensor) -> Tensor:
  return linear_bf16(weights, name, x)


def part_rows_fine() -> int:
  return part_rows_bf16()


def room_fine(scratch: List[Tensor], shape: List[int]) -> List[Tensor]:
  return room_bf16(scratch, shape)


def pack_fine(weights: Weights, name: str, part: int, room: List[Tensor]) -> NoneType:
  pack_bf16(weights, name, part, room)


def linear_fine(weights: Weights, name: str, x: Tensor) -> Tensor:
  return linear_bf16(weights, name, x)


def part_rows_head() -> int:
  return part_rows_f16()


def room_head(scratch: List[Tensor], shape: List[int]) -> List[Tensor]:
  return room_f16(scratch, shape)


def pack_head(weights: Weights, name: str, part: int, room: List[Tensor]) -> NoneType:
  pack_f16(weights, name, part, room)


def linear_head(weights: Weights, name: str, x: Tensor) -> Tensor:
  return linear_f16(weights, name, x)
