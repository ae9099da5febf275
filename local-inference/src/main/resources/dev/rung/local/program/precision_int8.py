# Layers in 8 bits; small ones whose outputs steer much in bfloat16; the output layer with inputs of
# 16 bits, since its errors are not averaged by later layers.


# What rows become as they come.
def fill(
    scratch: List[Tensor], room: List[Tensor], first: int, rows: Tensor) -> NoneType:
  if room[0].dtype == int8():
    fill_int8(scratch, room, first, rows)
  else:
    copy_rows(room, first, rows)


def part_rows() -> int:
  return all_rows()


def room_for(scratch: List[Tensor], shape: List[int]) -> List[Tensor]:
  return room_int8(scratch, shape)


def pack(weights: Weights, name: str, part: int, room: List[Tensor]) -> NoneType:
  pack_int8(weights, name, part, room)


def linear(weights: Weights, name: str, x: Tensor) -> Tensor:
  return linear_int8(weights, name, x)


def part_rows_fine() -> int:
  return part_rows_bf16()


def room_fine(scratch: List[Tensor], shape: List[int]) -> List[Tensor]:
  return room_bf16(scratch, shape)


def pack_fine(weights: Weights, name: str, part: int, room: List[Tensor]) -> NoneType:
  pack_bf16(weights, name, part, room)


def linear_fine(weights: Weights, name: str, x: Tensor) -> Tensor:
  return linear_bf16(weights, name, x)


def part_rows_head() -> int:
  return part_rows_int8()


def room_head(scratch: List[Tensor], shape: List[int]) -> List[Tensor]:
  return room_int8(scratch, shape)


def pack_head(weights: Weights, name: str, part: int, room: List[Tensor]) -> NoneType:
  pack_int8(weights, name, part, room)


def linear_head(weights: Weights, name: str, x: Tensor) -> Tensor:
  return linear_int8_fine(weights, name, x)
