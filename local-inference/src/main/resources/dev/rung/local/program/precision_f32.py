# Every layer in single precision.


# What rows become as they come.
def fill(
    scratch: List[Tensor], room: List[Tensor], first: int, rows: Tensor) -> NoneType:
  copy_rows(room, first, rows)


def part_rows() -> int:
  return all_rows()


def room_for(scratch: List[Tensor], shape: List[int]) -> List[Tensor]:
  return room_f32(shape)


def pack(weights: Weights, name: str, part: int, room: List[Tensor]) -> NoneType:
  pack_f32(weights, name, room)


def linear(weights: Weights, name: str, x: Tensor) -> Tensor:
  return linear_f32(weights, name, x)


def part_rows_fine() -> int:
  return all_rows()


def room_fine(scratch: List[Tensor], shape: List[int]) -> List[Tensor]:
  return room_f32(shape)


def pack_fine(weights: Weights, name: str, part: int, room: List[Tensor]) -> NoneType:
  pack_f32(weights, name, room)


def linear_fine(weights: Weights, name: str, x: Tensor) -> Tensor:
  return linear_f32(weights, name, x)


def part_rows_head() -> int:
  return all_rows()


def room_head(scratch: List[Tensor], shape: List[int]) -> List[Tensor]:
  return room_f32(shape)


def pack_head(weights: Weights, name: str, part: int, room: List[Tensor]) -> NoneType:
  pack_f32(weights, name, room)


def linear_head(weights: Weights, name: str, x: Tensor) -> Tensor:
  return linear_f32(weights, name, x)
