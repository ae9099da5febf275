# The noise of inputs of 8 bits with a scale for each block of 32.


def noisy_blocks(weights: Weights, name: str, x: Tensor) -> Tensor:
  width = x.size(1)
  blocks = (width + 31) // 32
  padded = torch.constant_pad_nd(x, [0, blocks * 32 - width], 0)
  cut = padded.reshape([-1, 32])
  error = error_of(cut, whole_steps(cut, 127)).reshape([x.size(0), -1]).narrow(1, 0, width)
  return torch.linear(x + error, weights.tensors[name], weights.tensors.get(name + ".bias"))


def linear(weights: Weights, name: str, x: Tensor) -> Tensor:
  return noisy_blocks(weights, name, x)


def linear_fine(weights: Weights, name: str, x: Tensor) -> Tensor:
  return noisy_blocks(weights, name, x)


def linear_head(weights: Weights, name: str, x: Tensor) -> Tensor:
  return noisy_blocks(weights, name, x)
