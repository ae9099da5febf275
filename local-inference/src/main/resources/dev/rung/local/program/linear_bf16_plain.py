# Linear layers in bfloat16 with weights as they are: what a GPU's kernels take.


def pack_bf16(weights: Dict[str, Tensor], name: str, weight: Tensor) -> NoneType:
  weights[name] = own(weight, bfloat16())


def linear_bf16(weights: Dict[str, Tensor], name: str, x: Tensor) -> Tensor:
  out = torch.linear(x.to(bfloat16()), weights[name]).to(float32())
  return with_bias(weights, name, out)
