# Layers in 8 bits; small ones whose outputs steer much in bfloat16; the output layer with inputs of
# 16 bits, since its errors are not averaged by later layers.


# What rows become as they come.
def fill(
    scratch: List[Tensor], room: List[Tensor], first: int, rows: Tensor) -> NoneType:
  if room[0].dtype == int8():
    fill_int8(scratch, room, first, rows)
  else:
    copy_rows(room, first, rows)


def room_for(scratch: List[Tensor], shape: List[int]) -> List[Tensor]:
  return room_int8(scratch, shape)


def pack(weights: Dict[str, Tensor], name: str, room: List[Tensor]) -> NoneType:
  pack_int8(weights, name, room)


def linear(weights: Dict[str, Tensor], name: str, x: Tensor) -> Tensor:
  return linear_int8(weights, name, x)


def room_fine(scratch: List[Tensor], shape: List[int]) -> List[Tensor]:
  return room_bf16(scratch, shape)


def pack_fine(weights: Dict[str, Tensor], name: str, room: List[Tensor]) -> NoneType:
  pack_bf16(weights, name, room)


def linear_fine(weights: Dict[str, Tensor], name: str, x: Tensor) -> Tensor:
  return linear_bf16(weights, name, x)


def part_rows() -> int:
  return part_rows_int8()


def room_head(scratch: List[Tensor], shape: List[int]) -> List[Tensor]:
  return room_int8(scratch, shape)


def pack_head(
    model: Dict[str, Tensor],
    packed: List[__torch__.torch.classes.quantized.LinearPackedParamsBase],
    part: int, room: List[Tensor]) -> NoneType:
  pack_int8_part(model, "head", part, room)


def linear_head(
    model: Dict[str, Tensor],
    packed: List[__torch__.torch.classes.quantized.LinearPackedParamsBase], x: Tensor) -> Tensor:
  return linear_int8_fine(model, "head", x)
