# The output layer in half precision with weights as they are: what a GPU's kernels take. Three more
# bits than bfloat16 has; for normalised inputs only, since large numbers are beyond it.


def pack_f16(
    model: Dict[str, Tensor],
    packed: List[__torch__.torch.classes.quantized.LinearPackedParamsBase], weight: Tensor) -> NoneType:
  model["head"] = own(weight, float16())


def linear_f16(
    model: Dict[str, Tensor],
    packed: List[__torch__.torch.classes.quantized.LinearPackedParamsBase], x: Tensor) -> Tensor:
  return with_bias(model, "head", torch.linear(x.to(float16()), model["head"]).to(float32()))
