# The output layer in half precision with weights as they are: what a GPU's kernels take. Three more
# bits than bfloat16 has; for normalised inputs only, since large numbers are beyond it.


def part_rows_f16() -> int:
  return all_rows()


def room_f16(scratch: List[Tensor], shape: List[int]) -> List[Tensor]:
  return own_room(float16(), shape)


def pack_f16(weights: Weights, name: str, part: int, room: List[Tensor]) -> NoneType:
  weights.tensors[name] = room[0]


def linear_f16(weights: Weights, name: str, x: Tensor) -> Tensor:
  return with_bias(weights, name, torch.linear(x.to(float16()), weights.tensors[name]).to(float32()))
