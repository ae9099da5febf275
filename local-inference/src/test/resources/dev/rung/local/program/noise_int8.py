# The noise of INT8 with small layers in BF16.


def linear(weights: Weights, name: str, x: Tensor) -> Tensor:
  return noisy_int8(weights, name, x, int8_levels())


def linear_fine(weights: Weights, name: str, x: Tensor) -> Tensor:
  return noisy_bf16(weights, name, x)


def linear_head(weights: Weights, name: str, x: Tensor) -> Tensor:
  return noisy_int8(weights, name, x, 2 * int8_levels() * int8_levels())
