# Linear layers in single precision.


def room_f32(shape: List[int]) -> List[Tensor]:
  return own_room(float32(), shape)


def pack_f32(weights: Weights, name: str, room: List[Tensor]) -> NoneType:
  weights.tensors[name] = room[0]


def linear_f32(weights: Weights, name: str, x: Tensor) -> Tensor:
  return torch.linear(x, weights.tensors[name], weights.tensors.get(name + ".bias"))
