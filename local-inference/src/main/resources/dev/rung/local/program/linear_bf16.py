# Linear layers with weights, inputs and outputs in bfloat16, summed in single precision (oneDNN), for
# CPUs that multiply bfloat16. The weights lie in the blocks in which its kernels read them.


def part_rows_bf16() -> int:
  return all_rows()


def room_bf16(scratch: List[Tensor], shape: List[int]) -> List[Tensor]:
  return [borrowed(scratch, 0, bfloat16(), shape)]


def pack_bf16(weights: Weights, name: str, part: int, room: List[Tensor]) -> NoneType:
  weights.tensors[name] = ops.mkldnn._reorder_linear_weight(room[0])


# The bias is added in single precision: among outputs of 8 bits it would be rounded once more.
def linear_bf16(weights: Weights, name: str, x: Tensor) -> Tensor:
  out = ops.mkldnn._linear_pointwise(
      x.to(bfloat16()), weights.tensors[name], None, "none",
      annotate(List[Optional[number]], []), "")
  return with_bias(weights, name, out.to(float32()))
