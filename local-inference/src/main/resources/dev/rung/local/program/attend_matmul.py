# Attention as two products of matrices in single precision: the fastest on a CPU, where a step has few
# rows.


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


# One sequence: q is [rows, heads, head size], keys and values are [heads, length, head size]; the
# rows are the last positions. Query heads that share keys become rows of one matrix.
def attend(q: Tensor, keys: Tensor, values: Tensor) -> Tensor:
  rows = q.size(0)
  groups = heads() // key_value_heads()
  q = (q * attention_scale()).view([rows, key_value_heads(), groups, head_size()])
  q = q.permute([1, 2, 0, 3]).reshape([key_value_heads(), groups * rows, head_size()])
  scores = torch.matmul(q, keys.transpose(1, 2))
  hide(scores.view([key_value_heads(), groups, rows, keys.size(1)]))
  out = torch.matmul(torch.softmax(scores, -1), values)
  out = out.view([key_value_heads(), groups, rows, head_size()]).permute([2, 0, 1, 3])
  return out.reshape([rows, heads() * head_size()])
