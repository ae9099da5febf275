# Linear layers in half precision with weights as they are: what a GPU's kernels take. Three more bits
# than bfloat16 has; for normalised inputs only, since large numbers are beyond it.


def pack_f16(weights: Dict[str, Tensor], name: str, weight: Tensor) -> NoneType:
  weights[name] = own(weight, float16())


def linear_f16(weights: Dict[str, Tensor], name: str, x: Tensor) -> Tensor:
  out = torch.linear(x.to(float16()), weights[name]).to(float32())
  bias = weights.get(name + ".bias")
  if bias is not None:
    out.add_(bias)
  return out
