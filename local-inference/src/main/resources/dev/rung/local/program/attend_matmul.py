# Attention on a CPU, in single precision: as two products of matrices, the fastest where a step has few
# rows, and in one kernel that keeps no scores in memory where it has many.


# What a row must not see: scores are [heads, groups, rows, keys], and the rows are those of the last
# keys. Of keys before them a sliding window hides some.
def hide(scores: Tensor) -> NoneType:
  rows = scores.size(2)
  length = scores.size(3)
  if rows > 1:
    later = torch.full([rows, rows], -inf, dtype=float32()).triu(1)
    scores.narrow(3, length - rows, rows).add_(later)
  if sliding_window() > 0 and length > sliding_window():
    earlier = torch.full([rows, length], -inf, dtype=float32())
    scores.add_(earlier.tril(length - rows - sliding_window()))


# From so many rows on one kernel is as fast or faster, whatever is before them.
def rows_fused() -> int:
  return 256


# One sequence: q is [rows, heads, head size], keys and values are [heads, length, head size]; the
# rows are the last positions.
def attend(q: Tensor, keys: Tensor, values: Tensor) -> Tensor:
  if q.size(0) < rows_fused():
    return attend_few(q, keys, values)
  return attend_many(q, keys, values)


# Query heads that share keys become rows of one matrix.
def attend_few(q: Tensor, keys: Tensor, values: Tensor) -> Tensor:
  rows = q.size(0)
  groups = heads() // key_value_heads()
  q = (q * attention_scale()).view([rows, key_value_heads(), groups, head_size()])
  q = q.permute([1, 2, 0, 3]).reshape([key_value_heads(), groups * rows, head_size()])
  scores = torch.matmul(q, keys.transpose(1, 2))
  hide(scores.view([key_value_heads(), groups, rows, keys.size(1)]))
  out = torch.matmul(torch.softmax(scores, -1), values)
  out = out.view([key_value_heads(), groups, rows, head_size()]).permute([2, 0, 1, 3])
  return out.reshape([rows, heads() * head_size()])


# Heads that share keys see the same ones, without a copy. Without rows before these, and without a
# window, the kernel leaves out what no row sees.
def attend_many(q: Tensor, keys: Tensor, values: Tensor) -> Tensor:
  rows = q.size(0)
  length = keys.size(1)
  groups = heads() // key_value_heads()
  q = q.view([rows, key_value_heads(), groups, head_size()]).permute([1, 2, 0, 3])
  shape = [key_value_heads(), groups, length, head_size()]
  mask: Optional[Tensor] = None
  causal = length == rows and sliding_window() == 0
  if not causal:
    seen = torch.zeros([rows, length], dtype=float32())
    hide(seen.view([1, 1, rows, length]))
    mask = seen
  out = torch.scaled_dot_product_attention(
      q, keys.unsqueeze(1).expand(shape), values.unsqueeze(1).expand(shape), mask, 0.0, causal,
      scale=attention_scale())
  return out.permute([2, 0, 1, 3]).reshape([rows, heads() * head_size()])
