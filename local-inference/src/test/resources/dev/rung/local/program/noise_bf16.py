# The noise of BF16; the output layer has 11 significant bits in its weights, no other rounding.


def linear(weights: Dict[str, Tensor], name: str, x: Tensor) -> Tensor:
  return noisy_bf16(weights, name, x, 3)


def linear_fine(weights: Dict[str, Tensor], name: str, x: Tensor) -> Tensor:
  return noisy_bf16(weights, name, x, 3)


def linear_head(
    model: Dict[str, Tensor],
    packed: List[__torch__.torch.classes.quantized.LinearPackedParamsBase], x: Tensor) -> Tensor:
  return noisy_bf16(model, "head", x, 0)
