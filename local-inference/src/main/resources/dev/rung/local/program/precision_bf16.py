# Layers in bfloat16. The output layer gives single precision: logits rounded to 8 bits would tie.


def pack(weights: Dict[str, Tensor], name: str, weight: Tensor) -> NoneType:
  pack_bf16(weights, name, weight)


def linear(weights: Dict[str, Tensor], name: str, x: Tensor) -> Tensor:
  return linear_bf16(weights, name, x)


def pack_fine(weights: Dict[str, Tensor], name: str, weight: Tensor) -> NoneType:
  pack_bf16(weights, name, weight)


def linear_fine(weights: Dict[str, Tensor], name: str, x: Tensor) -> Tensor:
  return linear_bf16(weights, name, x)


def pack_head(
    model: Dict[str, Tensor],
    packed: List[__torch__.torch.classes.quantized.LinearPackedParamsBase], weight: Tensor) -> NoneType:
  pack_f16(model, packed, weight)


def linear_head(
    model: Dict[str, Tensor],
    packed: List[__torch__.torch.classes.quantized.LinearPackedParamsBase], x: Tensor) -> Tensor:
  return linear_f16(model, packed, x)
