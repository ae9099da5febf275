# The output layer in half precision with weights as they are: what a GPU's kernels take. Three more
# bits than bfloat16 has; for normalised inputs only, since large numbers are beyond it.


def part_rows_f16() -> int:
  return all_rows()


def room_f16(scratch: List[Tensor], shape: List[int]) -> List[Tensor]:
  return own_room(float16(), shape)


def pack_f16(
    model: Dict[str, Tensor],
    packed: List[__torch__.torch.classes.quantized.LinearPackedParamsBase],
    room: List[Tensor]) -> NoneType:
  model["head"] = room[0]


def linear_f16(
    model: Dict[str, Tensor],
    packed: List[__torch__.torch.classes.quantized.LinearPackedParamsBase], x: Tensor) -> Tensor:
  return with_bias(model, "head", torch.linear(x.to(float16()), model["head"]).to(float32()))
