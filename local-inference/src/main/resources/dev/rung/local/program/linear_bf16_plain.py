# Linear layers in bfloat16 with weights as they are: what a GPU's kernels take.


def part_rows_bf16() -> int:
  return all_rows()


def room_bf16(scratch: List[Tensor], shape: List[int]) -> List[Tensor]:
  return own_room(bfloat16(), shape)


def pack_bf16(weights: Weights, name: str, part: int, room: List[Tensor]) -> NoneType:
  weights.tensors[name] = room[0]


def linear_bf16(weights: Weights, name: str, x: Tensor) -> Tensor:
  out = torch.linear(x.to(bfloat16()), weights.tensors[name]).to(float32())
  return with_bias(weights, name, out)
