# Single precision with noise where other precisions round: a number that is rounded to steps errs by
# anything within half of a step, one below half of a step by all of itself, and one that is a whole
# number of steps by nothing. Weights err alike for all rows, as rounded ones do.


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


# The error of numbers that are rounded to steps of these sizes.
def error_of(x: Tensor, step: Tensor) -> Tensor:
  number = x / step
  drawn = torch.rand_like(x) - 0.5
  lost = number.abs() * torch.sign(drawn)
  error = torch.where(number.abs() < 0.5, lost, drawn)
  whole = (number - torch.round(number)).abs() < 0.001
  return error.masked_fill(whole, 0.0) * step


# Steps of which the largest number of each row has so many.
def whole_steps(x: Tensor, count: int) -> Tensor:
  return x.abs().amax([1], True).clamp_min(1.0e-30) / count


# Steps of numbers of so many significant bits.
def shares(x: Tensor, bits: int) -> Tensor:
  return torch.exp2(torch.floor(torch.log2(x.abs().clamp_min(1.0e-30))) + (1 - bits))


def biased(weights: Weights, name: str, out: Tensor) -> Tensor:
  bias = weights.tensors.get(name + ".bias")
  return out if bias is None else out + bias


# A layer whose inputs and weights err.
def noisy(weights: Weights, name: str, x: Tensor, of_x: Tensor, of_weights: Tensor) -> Tensor:
  return torch.matmul(x + of_x, (weights.tensors[name] + of_weights).t())


# Weights, inputs and outputs of 8 significant bits.
def noisy_bf16(weights: Weights, name: str, x: Tensor) -> Tensor:
  w = weights.tensors[name]
  out = noisy(weights, name, x, error_of(x, shares(x, 8)), error_of(w, shares(w, 8)))
  return biased(weights, name, out + error_of(out, shares(out, 8)))


# Weights of 11 significant bits.
def noisy_f16(weights: Weights, name: str, x: Tensor) -> Tensor:
  w = weights.tensors[name]
  return biased(
      weights, name, noisy(weights, name, x, torch.zeros_like(x), error_of(w, shares(w, 11))))


# Weights and inputs with so many steps from 0 to the largest of their row.
def noisy_int8(weights: Weights, name: str, x: Tensor, steps: int) -> Tensor:
  w = weights.tensors[name]
  out = noisy(
      weights, name, x, error_of(x, whole_steps(x, steps)), error_of(w, whole_steps(w, 127)))
  return biased(weights, name, out)
