# Linear layers with weights of 8 bits, one scale for each output, and inputs of 8 bits, one scale for
# each row. Sums are whole numbers of 32 bits. Inputs have int8_levels() steps on each side of 0: where
# the CPU sums pairs of products in 16 bits, more would overflow. The functions that pack and multiply
# stand above.


def room_int8(scratch: List[Tensor], shape: List[int]) -> List[Tensor]:
  return [borrowed(scratch, 0, int8(), shape), torch.empty([shape[0], 1], dtype=float32())]


# Rounds rows as they come.
def fill_int8(
    scratch: List[Tensor], room: List[Tensor], first: int, rows: Tensor) -> NoneType:
  exact = borrowed(scratch, 1, float32(), rows.size()).copy_(rows)
  scale = largest(exact).div_(127)
  room[1].narrow(0, first, rows.size(0)).copy_(scale)
  copy_rows(room, first, exact.div_(scale).round_())


# Large weights are packed in parts, so that no second copy of them all is needed meanwhile.
def part_rows_int8() -> int:
  return 4096


# The largest magnitude in each row, never 0. (One search for both ends is not vectorised.)
def largest(x: Tensor) -> Tensor:
  high = x.amax([1], True)
  return torch.maximum(high, x.amin([1], True).neg_()).clamp_min_(1.0e-30)


# The product of rounded inputs, still to be multiplied by the scale of each row.
def products_int8(weights: Weights, name: str, rounded: Tensor) -> Tensor:
  x = for_multiply_int8(rounded)
  outs = annotate(List[Tensor], [])
  key = part_of(name, 0)
  while is_packed_int8(weights, key):
    outs.append(multiply_int8(weights, key, x))
    key = part_of(name, len(outs))
  return side_by_side(outs)


def linear_int8(weights: Weights, name: str, x: Tensor) -> Tensor:
  scale = largest(x).div_(int8_levels())
  out = products_int8(weights, name, torch.div(x, scale).round_())
  return with_bias(weights, name, out.mul_(scale))


# The same with inputs of 16 bits: a coarse and a fine part of each are rows of one product.
def linear_int8_fine(weights: Weights, name: str, x: Tensor) -> Tensor:
  scale = largest(x).div_(int8_levels())
  exact = torch.div(x, scale)
  coarse = torch.round(exact)
  fine = exact.sub_(coarse).mul_(2 * int8_levels()).round_()
  coarse, fine = products_int8(weights, name, torch.cat([coarse, fine], 0)).chunk(2, 0)
  out = coarse.add_(fine, alpha=0.5 / int8_levels())
  return with_bias(weights, name, out.mul_(scale))
