# Linear layers with weights in half precision and all else in single precision (FBGEMM). They are
# packed and multiplied in portions of their rows, which stay in the cache.


def pack_f16(weights: Dict[str, Tensor], name: str, weight: Tensor) -> NoneType:
  for first in range(0, weight.size(0), portion()):
    rows = weight.narrow(0, first, min(portion(), weight.size(0) - first))
    key = name + "." + str(first // portion())
    weights[key] = torch.fbgemm_pack_gemm_matrix_fp16(rows.to(float32()))
    weights[key + ".zero"] = torch.zeros([rows.size(0)], dtype=float32())


def linear_f16(weights: Dict[str, Tensor], name: str, x: Tensor) -> Tensor:
  outs = annotate(List[Tensor], [])
  key = name + ".0"
  while key in weights:
    outs.append(
        torch.fbgemm_linear_fp16_weight_fp32_activation(x, weights[key], weights[key + ".zero"]))
    key = name + "." + str(len(outs))
  out = torch.cat(outs, 1)
  bias = weights.get(name + ".bias")
  if bias is not None:
    out.add_(bias)
  return out
