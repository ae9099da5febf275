# Products of 8 bits by oneDNN: the fastest on CPUs that sum them in 32 bits at once.


def pack_int8(weights: Weights, name: str, part: int, room: List[Tensor]) -> NoneType:
  key = part_of(name, part)
  weights.tensors[key] = ops.onednn.qlinear_prepack(room[0], None)
  weights.tensors[key + ".scale"] = room[1].squeeze(1)
  weights.tensors[key + ".zero"] = torch.zeros([room[1].size(0)], dtype=int32())


def is_packed_int8(weights: Weights, key: str) -> bool:
  return key in weights.tensors


# The kernels take inputs without a sign, so a number stands for 0.
def for_multiply_int8(rounded: Tensor) -> Tensor:
  return rounded.add_(int8_levels() + 1).to(uint8())


def multiply_int8(weights: Weights, key: str, x: Tensor) -> Tensor:
  return ops.onednn.qlinear_pointwise(
      x, 1.0, int8_levels() + 1, weights.tensors[key], weights.tensors[key + ".scale"],
      weights.tensors[key + ".zero"], None, 1.0, 0, float32(), "none",
      annotate(List[Optional[number]], []), "")
