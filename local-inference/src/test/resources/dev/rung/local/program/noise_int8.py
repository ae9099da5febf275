# The noise of INT8.


def linear(weights: Dict[str, Tensor], name: str, x: Tensor) -> Tensor:
  return noisy_int8(weights, name, x, int8_levels())


def linear_fine(weights: Dict[str, Tensor], name: str, x: Tensor) -> Tensor:
  return noisy_bf16(weights, name, x, 3)


def linear_head(
    model: Dict[str, Tensor],
    packed: List[__torch__.torch.classes.quantized.LinearPackedParamsBase], x: Tensor) -> Tensor:
  return noisy_int8(model, "head", x, int8_levels() * int8_levels())
