# Layers in 8 bits; small ones whose outputs steer much in bfloat16; the output layer with inputs of
# 16 bits, since its errors are not averaged by later layers.


def pack(weights: Dict[str, Tensor], name: str, weight: Tensor) -> NoneType:
  pack_int8(weights, name, weight)


def linear(weights: Dict[str, Tensor], name: str, x: Tensor) -> Tensor:
  return linear_int8(weights, name, x)


def pack_fine(weights: Dict[str, Tensor], name: str, weight: Tensor) -> NoneType:
  pack_bf16(weights, name, weight)


def linear_fine(weights: Dict[str, Tensor], name: str, x: Tensor) -> Tensor:
  return linear_bf16(weights, name, x)


def pack_head(
    model: Dict[str, Tensor],
    packed: List[__torch__.torch.classes.quantized.LinearPackedParamsBase], weight: Tensor) -> NoneType:
  pack_int8_parts(model, "head", weight)


def linear_head(
    model: Dict[str, Tensor],
    packed: List[__torch__.torch.classes.quantized.LinearPackedParamsBase], x: Tensor) -> Tensor:
  return linear_int8_fine(model, "head", x)
