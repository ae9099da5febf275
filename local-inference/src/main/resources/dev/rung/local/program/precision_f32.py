# Every layer in single precision.


def pack(weights: Dict[str, Tensor], name: str, weight: Tensor) -> NoneType:
  pack_f32(weights, name, weight)


def linear(weights: Dict[str, Tensor], name: str, x: Tensor) -> Tensor:
  return linear_f32(weights, name, x)


def pack_fine(weights: Dict[str, Tensor], name: str, weight: Tensor) -> NoneType:
  pack_f32(weights, name, weight)


def linear_fine(weights: Dict[str, Tensor], name: str, x: Tensor) -> Tensor:
  return linear_f32(weights, name, x)


def pack_head(
    model: Dict[str, Tensor],
    packed: List[__torch__.torch.classes.quantized.LinearPackedParamsBase], weight: Tensor) -> NoneType:
  pack_f32(model, "head", weight)


def linear_head(
    model: Dict[str, Tensor],
    packed: List[__torch__.torch.classes.quantized.LinearPackedParamsBase], x: Tensor) -> Tensor:
  return linear_f32(model, "head", x)
