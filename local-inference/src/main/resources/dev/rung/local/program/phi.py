# PhiForCausalLM: attention and feed-forward part read the same normalised input, and their outputs
# are added to the residual together. Source: modeling_phi.py of transformers.


def normalized(weights: Weights, name: str, x: Tensor) -> Tensor:
  return torch.layer_norm(
      x, [x.size(-1)], weights.tensors[name + ".weight"], weights.tensors[name + ".bias"],
      epsilon())


def embed(model: Weights, ids: Tensor) -> Tensor:
  return torch.embedding(model.tensors["embedding"], ids).to(float32())


def block(index: int, layer: Weights, x: Tensor, step: Step) -> Tensor:
  h = normalized(layer, "norm", x)
  q, k, v = heads_of(linear(layer, "qkv", h))
  if normalized_heads():
    q = normalized(layer, "q_norm", q)
    k = normalized(layer, "k_norm", k)
  attended = attention(index, step, rotate(q, step), rotate(k, step), v)
  out = linear(layer, "dense", attended)
  fed = linear(layer, "fc2", activate(linear(layer, "fc1", h)))
  return (out + fed).add_(x)


def finish(model: Weights, x: Tensor) -> Tensor:
  return normalized(model, "norm", x)
