# LlamaForCausalLM and MistralForCausalLM: attention, then a gated feed-forward part, each behind a
# norm without a mean. Source: modeling_llama.py of transformers.


def embed(model: Weights, ids: Tensor) -> Tensor:
  return torch.embedding(model.tensors["embedding"], ids).to(float32())


def block(index: int, layer: Weights, x: Tensor, step: Step) -> Tensor:
  h = torch.rms_norm(x, [x.size(-1)], layer.tensors["attention_norm"], epsilon())
  q, k, v = heads_of(linear(layer, "qkv", h))
  attended = attention(index, step, rotate(q, step), rotate(k, step), v)
  x = linear(layer, "dense", attended).add_(x)
  h = torch.rms_norm(x, [x.size(-1)], layer.tensors["norm"], epsilon())
  gate, up = linear(layer, "gate_up", h).chunk(2, -1)
  return linear(layer, "down", activate(gate).mul_(up)).add_(x)


def finish(model: Weights, x: Tensor) -> Tensor:
  return torch.rms_norm(x, [x.size(-1)], model.tensors["norm"], epsilon())
