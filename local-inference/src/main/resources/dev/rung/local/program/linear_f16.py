# Layers with weights in half precision and all else in single precision (FBGEMM). They are packed and
# multiplied in parts, so that no second copy of them all is needed meanwhile; few, since threads wait for
# each other after each.


def part_rows_f16() -> int:
  return 4096


def room_f16(scratch: List[Tensor], shape: List[int]) -> List[Tensor]:
  return [borrowed(scratch, 0, float32(), shape)]


def pack_f16(weights: Weights, name: str, part: int, room: List[Tensor]) -> NoneType:
  weights.packed[part_of(name, part)] = ops.quantized.linear_prepack_fp16(room[0], None)


def linear_f16(weights: Weights, name: str, x: Tensor) -> Tensor:
  outs = annotate(List[Tensor], [])
  key = part_of(name, 0)
  while key in weights.packed:
    outs.append(ops.quantized.linear_dynamic_fp16(x, weights.packed[key]))
    key = part_of(name, len(outs))
  return with_bias(weights, name, side_by_side(outs))
