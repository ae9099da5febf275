# Steps of 1/127 of the largest number in a row for weights, and of 1/int8_levels() for inputs; in output
# layers inputs have as many times finer ones as both signs have steps.


def steps(x: Tensor, count: float) -> Tensor:
  return (x.abs().amax([1]) / count).square() / 12


# An output errs by the steps of weights times inputs, and the other way round.
def expected_with(x: Tensor, w: Tensor, levels: float) -> Tensor:
  of_weights = torch.outer(x.square().sum([1]), steps(w, 127.0))
  of_inputs = torch.outer(steps(x, levels), w.square().sum([1]))
  return (of_weights + of_inputs).mean().sqrt() / rms(torch.matmul(x, w.t()))


def expected(x: Tensor, w: Tensor) -> Tensor:
  return expected_with(x, w, float(int8_levels()))


def expected_of_head(x: Tensor, w: Tensor) -> Tensor:
  return expected_with(x, w, 2.0 * int8_levels() * int8_levels())
