# Linear layers in bfloat16 with weights as they are: what a GPU's kernels take, and those of a CPU for
# which oneDNN makes no blocks.


def room_bf16(scratch: List[Tensor], shape: List[int]) -> List[Tensor]:
  return own_room(bfloat16(), shape)


def pack_bf16(weights: Dict[str, Tensor], name: str, room: List[Tensor]) -> NoneType:
  weights[name] = room[0]


def linear_bf16(weights: Dict[str, Tensor], name: str, x: Tensor) -> Tensor:
  out = torch.linear(x.to(bfloat16()), weights[name]).to(float32())
  return with_bias(weights, name, out)
