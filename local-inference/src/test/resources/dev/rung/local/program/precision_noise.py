# Single precision with the noise that rounding makes: a number rounded to steps of size s errs by
# s / sqrt(12) in root mean square, and errors of many products add up like independent ones.


# What rows become as they come.
def fill(
    scratch: List[Tensor], room: List[Tensor], first: int, rows: Tensor) -> NoneType:
  copy_rows(room, first, rows)


def room_for(scratch: List[Tensor], shape: List[int]) -> List[Tensor]:
  return room_f32(shape)


def pack(weights: Weights, name: str, part: int, room: List[Tensor]) -> NoneType:
  pack_f32(weights, name, room)


def room_fine(scratch: List[Tensor], shape: List[int]) -> List[Tensor]:
  return room_f32(shape)


def pack_fine(weights: Weights, name: str, part: int, room: List[Tensor]) -> NoneType:
  pack_f32(weights, name, room)


def part_rows() -> int:
  return all_rows()


def part_rows_fine() -> int:
  return all_rows()


def part_rows_head() -> int:
  return all_rows()


def room_head(scratch: List[Tensor], shape: List[int]) -> List[Tensor]:
  return room_f32(shape)


def pack_head(weights: Weights, name: str, part: int, room: List[Tensor]) -> NoneType:
  pack_f32(weights, name, room)


# Squares of the error of each row, as a share of the row's mean square, when its largest number has
# so many steps.
def whole_steps(x: Tensor, steps: int) -> Tensor:
  largest = x.abs().amax([1])
  return (largest / steps).square() / x.square().mean([1]) / 12


# Adds noise to the rows of x W, given the squares of its share for rows and for outputs.
def noisy(weights: Weights, name: str, x: Tensor, share: Tensor) -> Tensor:
  exact = torch.matmul(x, weights.tensors[name].t())
  scale = exact.square().mean([1], True).sqrt()
  out = exact + torch.randn_like(exact) * share.sqrt() * scale
  bias = weights.tensors.get(name + ".bias")
  return out if bias is None else out + bias


# Weights, inputs and outputs of 8 significant bits: one lies at most 2^-7 from the next.
def noisy_bf16(weights: Weights, name: str, x: Tensor, rounded: int) -> Tensor:
  return noisy(weights, name, x, torch.full([1, 1], rounded / 16384.0 / 12.0))


def noisy_int8(weights: Weights, name: str, x: Tensor, steps: int) -> Tensor:
  share = whole_steps(x, steps).unsqueeze(1) + whole_steps(weights.tensors[name], 127).unsqueeze(0)
  return noisy(weights, name, x, share)
