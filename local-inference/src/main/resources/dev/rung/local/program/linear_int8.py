# Linear layers with weights of 8 bits, one scale for each output, and inputs of 8 bits, one scale for
# each row (oneDNN). Sums are whole numbers of 32 bits. Inputs have int8_levels() steps on each side
# of 0: where the CPU sums pairs of products in 16 bits, more would overflow.


def room_int8(scratch: List[Tensor], shape: List[int]) -> List[Tensor]:
  return [borrowed(scratch, 0, int8(), shape), torch.empty([shape[0], 1], dtype=float32())]


# Rounds rows as they come.
def fill_int8(
    scratch: List[Tensor], room: List[Tensor], first: int, rows: Tensor) -> NoneType:
  exact = borrowed(scratch, 1, float32(), rows.size()).copy_(rows)
  scale = largest(exact).div_(127)
  room[1].narrow(0, first, rows.size(0)).copy_(scale)
  copy_rows(room, first, exact.div_(scale).round_())


def pack_int8(weights: Dict[str, Tensor], name: str, room: List[Tensor]) -> NoneType:
  weights[name] = ops.onednn.qlinear_prepack(room[0], None)
  weights[name + ".scale"] = room[1].squeeze(1)
  weights[name + ".zero"] = torch.zeros([room[1].size(0)], dtype=int32())


# Large weights are packed in parts, so that no second copy of them all is needed meanwhile.
def part_rows_int8() -> int:
  return 4096


def pack_int8_part(
    weights: Dict[str, Tensor], name: str, part: int, room: List[Tensor]) -> NoneType:
  pack_int8(weights, name + "." + str(part), room)


# The largest magnitude in each row, never 0. (One search for both ends is not vectorised.)
def largest(x: Tensor) -> Tensor:
  high = x.amax([1], True)
  return torch.maximum(high, x.amin([1], True).neg_()).clamp_min_(1.0e-30)


# The product of rounded inputs, still to be multiplied by the scale of each row. The kernels take
# inputs without a sign, so a number stands for 0.
def multiply_int8(weights: Dict[str, Tensor], name: str, x: Tensor) -> Tensor:
  return ops.onednn.qlinear_pointwise(
      x, 1.0, int8_levels() + 1, weights[name], weights[name + ".scale"],
      weights[name + ".zero"], None, 1.0, 0, float32(), "none",
      annotate(List[Optional[number]], []), "")


def scaled_int8(weights: Dict[str, Tensor], name: str, out: Tensor, scale: Tensor) -> Tensor:
  return with_bias(weights, name, out.mul_(scale))


def linear_int8(weights: Dict[str, Tensor], name: str, x: Tensor) -> Tensor:
  scale = largest(x).div_(int8_levels())
  rounded = torch.div(x, scale).round_().add_(int8_levels() + 1).to(uint8())
  out = multiply_int8(weights, name, rounded)
  return scaled_int8(weights, name, out, scale)


# The same with weights in parts and inputs of 16 bits: a coarse and a fine part of each are rows of
# one product.
def linear_int8_fine(weights: Dict[str, Tensor], name: str, x: Tensor) -> Tensor:
  scale = largest(x).div_(int8_levels())
  exact = torch.div(x, scale)
  coarse = torch.round(exact)
  fine = exact.sub_(coarse).mul_(2 * int8_levels()).round_()
  rows = torch.cat([coarse, fine], 0).add_(int8_levels() + 1).to(uint8())
  outs = annotate(List[Tensor], [])
  key = name + ".0"
  while key in weights:
    outs.append(multiply_int8(weights, key, rows))
    key = name + "." + str(len(outs))
  coarse, fine = torch.cat(outs, 1).chunk(2, 0)
  return scaled_int8(weights, name, coarse.add_(fine, alpha=0.5 / int8_levels()), scale)
