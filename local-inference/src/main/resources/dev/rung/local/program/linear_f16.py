# The output layer with weights in half precision and all else in single precision (FBGEMM). It is
# packed and multiplied in parts, which stay in the cache.


def part_rows_f16() -> int:
  return 1024


def room_f16(scratch: List[Tensor], shape: List[int]) -> List[Tensor]:
  return [borrowed(scratch, 0, float32(), shape)]


def pack_f16(
    model: Dict[str, Tensor],
    packed: List[__torch__.torch.classes.quantized.LinearPackedParamsBase],
    room: List[Tensor]) -> NoneType:
  packed.append(ops.quantized.linear_prepack_fp16(room[0], None))


def linear_f16(
    model: Dict[str, Tensor],
    packed: List[__torch__.torch.classes.quantized.LinearPackedParamsBase], x: Tensor) -> Tensor:
  outs = annotate(List[Tensor], [])
  for rows in packed:
    outs.append(ops.quantized.linear_dynamic_fp16(x, rows))
  return with_bias(model, "head", torch.cat(outs, 1))
