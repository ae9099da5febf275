# Products of 8 bits by FBGEMM: the fastest on CPUs that sum pairs of them in 16 bits.


def pack_int8(weights: Weights, name: str, part: int, room: List[Tensor]) -> NoneType:
  scale = room[1].squeeze(1).to(float64())
  zero = torch.zeros([scale.size(0)], dtype=int64())
  rows = torch._make_per_channel_quantized_tensor(room[0], scale, zero, 0)
  weights.packed[part_of(name, part)] = ops.quantized.linear_prepack(rows, None)


def is_packed_int8(weights: Weights, key: str) -> bool:
  return key in weights.packed


def for_multiply_int8(rounded: Tensor) -> Tensor:
  return rounded


# Whole numbers as inputs: rounding them once more, to steps of 1, changes nothing.
def multiply_int8(weights: Weights, key: str, x: Tensor) -> Tensor:
  return ops.quantized.linear_with_input_q_dq_qweight_dq_output_fp32(
      x, 1.0, int8_levels() + 1, weights.packed[key])
