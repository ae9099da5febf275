# Linear layers with weights, inputs and outputs in bfloat16, summed in single precision (oneDNN). The
# weights lie in the blocks in which its kernels read them.


def room_bf16(scratch: List[Tensor], shape: List[int]) -> List[Tensor]:
  return [borrowed(scratch, 0, bfloat16(), shape)]


def pack_bf16(weights: Dict[str, Tensor], name: str, room: List[Tensor]) -> NoneType:
  weights[name] = ops.mkldnn._reorder_linear_weight(room[0])


# The bias is added in single precision: among outputs of 8 bits it would be rounded once more.
def linear_bf16(weights: Dict[str, Tensor], name: str, x: Tensor) -> Tensor:
  out = ops.mkldnn._linear_pointwise(
      x.to(bfloat16()), weights[name], None, "none", annotate(List[Optional[number]], []), "")
  return with_bias(weights, name, out.to(float32()))
