# The output layer with weights in half precision and all else in single precision (FBGEMM). It is
# packed and multiplied in portions of its rows, which stay in the cache.


def pack_f16(
    model: Dict[str, Tensor],
    packed: List[__torch__.torch.classes.quantized.LinearPackedParamsBase], weight: Tensor) -> NoneType:
  for first in range(0, weight.size(0), portion()):
    rows = weight.narrow(0, first, min(portion(), weight.size(0) - first))
    packed.append(ops.quantized.linear_prepack_fp16(rows.to(float32()), None))


def linear_f16(
    model: Dict[str, Tensor],
    packed: List[__torch__.torch.classes.quantized.LinearPackedParamsBase], x: Tensor) -> Tensor:
  outs = annotate(List[Tensor], [])
  for rows in packed:
    outs.append(ops.quantized.linear_dynamic_fp16(x, rows))
  return with_bias(model, "head", torch.cat(outs, 1))
