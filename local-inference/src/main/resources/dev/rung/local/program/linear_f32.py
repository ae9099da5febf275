# Linear layers in single precision.


def room_f32(shape: List[int]) -> List[Tensor]:
  return own_room(float32(), shape)


def pack_f32(weights: Dict[str, Tensor], name: str, room: List[Tensor]) -> NoneType:
  weights[name] = room[0]


def linear_f32(weights: Dict[str, Tensor], name: str, x: Tensor) -> Tensor:
  return torch.linear(x, weights[name], weights.get(name + ".bias"))
