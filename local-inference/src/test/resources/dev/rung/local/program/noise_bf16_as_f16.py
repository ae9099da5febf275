# The noise of half precision: weights of 11 significant bits, no other rounding.


def linear(weights: Weights, name: str, x: Tensor) -> Tensor:
  return noisy_f16(weights, name, x)


def linear_fine(weights: Weights, name: str, x: Tensor) -> Tensor:
  return noisy_f16(weights, name, x)


def linear_head(weights: Weights, name: str, x: Tensor) -> Tensor:
  return noisy_f16(weights, name, x)
