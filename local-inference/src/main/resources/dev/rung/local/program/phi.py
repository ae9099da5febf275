# PhiForCausalLM: attention and feed-forward part read the same normalised input, and their outputs
# are added to the residual together. Source: modeling_phi.py of transformers.


def normalized(weights: Dict[str, Tensor], name: str, x: Tensor) -> Tensor:
  return torch.layer_norm(
      x, [x.size(-1)], weights[name + ".weight"], weights[name + ".bias"], epsilon())


def embed(model: Dict[str, Tensor], ids: Tensor) -> Tensor:
  return torch.embedding(model["embedding"], ids).to(float32())


def block(index: int, layer: Dict[str, Tensor], x: Tensor, step: Step) -> Tensor:
  rows = x.size(0)
  h = normalized(layer, "norm", x)
  inner = linear(layer, "qkv", h)
  width = heads() * head_size()
  shared = key_value_heads() * head_size()
  q = inner.narrow(1, 0, width).view([rows, heads(), head_size()])
  k = inner.narrow(1, width, shared).view([rows, key_value_heads(), head_size()])
  v = inner.narrow(1, width + shared, shared).view([rows, key_value_heads(), head_size()])
  if normalized_heads():
    q = normalized(layer, "q_norm", q)
    k = normalized(layer, "k_norm", k)
  attended = attention(index, step, rotate(q, step), rotate(k, step), v)
  out = linear(layer, "dense", attended)
  fed = linear(layer, "fc2", torch.gelu(linear(layer, "fc1", h), approximate="tanh"))
  return (out + fed).add_(x)


def finish(model: Dict[str, Tensor], x: Tensor) -> Tensor:
  return normalized(model, "norm", x)


def head(model: Dict[str, Tensor], x: Tensor) -> Tensor:
  return linear(model, "head", x)
