# The noise of INT8.


def linear(weights: Weights, name: str, x: Tensor) -> Tensor:
  return noisy_int8(weights, name, x, int8_levels())


def linear_fine(weights: Weights, name: str, x: Tensor) -> Tensor:
  return noisy_bf16(weights, name, x, 3)


def linear_head(weights: Weights, name: str, x: Tensor) -> Tensor:
  return noisy_int8(weights, name, x, int8_levels() * int8_levels())
