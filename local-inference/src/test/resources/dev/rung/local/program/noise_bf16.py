# The noise of BF16; the output layer has 11 significant bits in its weights, no other rounding.


def linear(weights: Weights, name: str, x: Tensor) -> Tensor:
  return noisy_bf16(weights, name, x)


def linear_fine(weights: Weights, name: str, x: Tensor) -> Tensor:
  return noisy_bf16(weights, name, x)


def linear_head(weights: Weights, name: str, x: Tensor) -> Tensor:
  return noisy_f16(weights, name, x)
