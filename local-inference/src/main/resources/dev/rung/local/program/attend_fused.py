# Attention in one kernel, in the precision in which keys and values are kept.


# What a row may see: the rows are those of the last keys, and see no later ones; of earlier ones a
# sliding window leaves the nearest.
def visible(rows: int, length: int) -> Optional[Tensor]:
  if rows == 1 and (sliding_window() == 0 or length <= sliding_window()):
    return None
  seen = torch.ones([rows, length], dtype=boolean(), device=device()).tril(length - rows)
  if sliding_window() > 0:
    seen = seen.triu(length - rows - sliding_window() + 1)
  return seen


# One sequence: q is [rows, heads, head size], keys and values are [heads, length, head size]; the
# rows are the last positions.
def attend(q: Tensor, keys: Tensor, values: Tensor) -> Tensor:
  rows = q.size(0)
  out = torch.scaled_dot_product_attention(
      q.to(keys.dtype).transpose(0, 1).unsqueeze(0), keys.unsqueeze(0), values.unsqueeze(0),
      visible(rows, keys.size(1)), 0.0, False, scale=attention_scale(),
      enable_gqa=heads() != key_value_heads())
  return out.squeeze(0).transpose(0, 1).reshape([rows, heads() * head_size()]).to(float32())
