# Learning of a Phi decoder: one step is a forward pass over a padded batch, the gradient of the
# loss, and AdamW. The numbers of the model stand above as functions.
# Sources: modeling_phi.py of transformers; "Decoupled Weight Decay Regularization", algorithm 2.


def normalized(weights: Dict[str, Tensor], name: str, x: Tensor) -> Tensor:
  return torch.layer_norm(
      x, [x.size(-1)], weights[name + ".weight"], weights[name + ".bias"], epsilon())


def projected(weights: Dict[str, Tensor], name: str, x: Tensor) -> Tensor:
  return torch.linear(x, weights[name + ".weight"], weights[name + ".bias"])


# Turns the first dimensions of each head; x is [batch, heads, length, head size].
def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
  size = cos.size(-1)
  turned = x.narrow(-1, 0, size)
  first, second = turned.chunk(2, -1)
  turned = turned * cos + torch.cat([-second, first], -1) * sin
  return torch.cat([turned, x.narrow(-1, size, x.size(-1) - size)], -1)


def split(x: Tensor) -> Tensor:
  return x.view([x.size(0), x.size(1), heads(), x.size(2) // heads()]).transpose(1, 2)


def block(weights: Dict[str, Tensor], name: str, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
  h = normalized(weights, name + "input_layernorm", x)
  q = rotate(split(projected(weights, name + "self_attn.q_proj", h)), cos, sin)
  k = rotate(split(projected(weights, name + "self_attn.k_proj", h)), cos, sin)
  v = split(projected(weights, name + "self_attn.v_proj", h))
  attended = torch.scaled_dot_product_attention(q, k, v, is_causal=True)
  attended = attended.transpose(1, 2).reshape(x.size())
  fed = torch.gelu(projected(weights, name + "mlp.fc1", h), approximate="tanh")
  return x + projected(weights, name + "self_attn.dense", attended) + projected(
      weights, name + "mlp.fc2", fed)


# Logits of every position; ids is [batch, length].
def logits(weights: Dict[str, Tensor], ids: Tensor) -> Tensor:
  angles = torch.outer(
      torch.arange(ids.size(1), dtype=6), torch.tensor(frequencies(), dtype=6))
  angles = torch.cat([angles, angles], -1)
  cos = torch.cos(angles)
  sin = torch.sin(angles)
  x = torch.embedding(weights["model.embed_tokens.weight"], ids)
  for i in range(layers()):
    x = block(weights, "model.layers." + str(i) + ".", x, cos, sin)
  return projected(weights, "lm_head", normalized(weights, "model.final_layernorm", x))


class Program(Module):
  __parameters__ = []
  __buffers__ = []
  weights : Dict[str, Tensor]
  means : Dict[str, Tensor]
  squares : Dict[str, Tensor]

  # One step of learning, counted from 1; ids and targets are [batch, length], and a target below
  # zero does not count. The first step draws the weights. Returns the loss before the step, in
  # nats a token.
  def learn(self, ids: Tensor, targets: Tensor, step: Tensor, rate: Tensor) -> Tensor:
    torch.set_grad_enabled(True)
    if len(self.weights) == 0:
      self.begin()
    out = logits(self.weights, ids)
    loss = torch.cross_entropy_loss(
        out.view([-1, out.size(-1)]), targets.view([-1]), None, 1, -100, 0.)
    gradients = torch.autograd.grad([loss], list(self.weights.values()))
    self.improve(int(step), gradients, float(rate))
    return loss.detach()

  # Matrices begin with numbers drawn around 0; those that add to the residual stream with smaller
  # ones. Source: "Language Models are Unsupervised Multitask Learners", section 2.3.
  def begin(self) -> NoneType:
    torch.manual_seed(seed())
    deep = 0.02 / (2. * layers()) ** 0.5
    self.draw("model.embed_tokens.weight", [vocabulary(), hidden()], 0.02)
    for i in range(layers()):
      name = "model.layers." + str(i) + "."
      self.norm(name + "input_layernorm")
      self.linear(name + "self_attn.q_proj", hidden(), hidden(), 0.02)
      self.linear(name + "self_attn.k_proj", hidden(), hidden(), 0.02)
      self.linear(name + "self_attn.v_proj", hidden(), hidden(), 0.02)
      self.linear(name + "self_attn.dense", hidden(), hidden(), deep)
      self.linear(name + "mlp.fc1", inner(), hidden(), 0.02)
      self.linear(name + "mlp.fc2", hidden(), inner(), deep)
    self.norm("model.final_layernorm")
    self.linear("lm_head", vocabulary(), hidden(), 0.02)

  def linear(self, name: str, outputs: int, inputs: int, deviation: float) -> NoneType:
    self.draw(name + ".weight", [outputs, inputs], deviation)
    self.add(name + ".bias", torch.zeros([outputs]))

  def norm(self, name: str) -> NoneType:
    self.add(name + ".weight", torch.ones([hidden()]))
    self.add(name + ".bias", torch.zeros([hidden()]))

  def draw(self, name: str, shape: List[int], deviation: float) -> NoneType:
    self.add(name, torch.randn(shape) * deviation)

  def add(self, name: str, weight: Tensor) -> NoneType:
    self.weights[name] = weight.requires_grad_(True)
    self.means[name] = torch.zeros(weight.size())
    self.squares[name] = torch.zeros(weight.size())

  # AdamW with betas 0.9 and 0.98, weight decay 0.01 on matrices, and the gradient's norm cut to 1.
  def improve(self, step: int, gradients: List[Optional[Tensor]], rate: float) -> NoneType:
    total = torch.zeros([])
    for gradient in gradients:
      total = total + unchecked_cast(Tensor, gradient).pow(2).sum()
    cut = min(1., 1. / (float(total.sqrt()) + 1e-6))
    i = 0
    for name, learned in self.weights.items():
      gradient = unchecked_cast(Tensor, gradients[i]) * cut
      weight = learned.detach()
      if weight.dim() > 1:
        weight.mul_(1. - rate * 0.01)
      mean = self.means[name].mul_(0.9).add_(gradient, alpha=0.1)
      square = self.squares[name].mul_(0.98).addcmul_(gradient, gradient, value=0.02)
      scale = (square / (1. - 0.98 ** step)).sqrt_().add_(1e-8)
      weight.addcdiv_(mean, scale, value=-rate / (1. - 0.9 ** step))
      i += 1

  # The weights, in the order in which they were drawn.
  def learned(self) -> List[Tensor]:
    found = annotate(List[Tensor], [])
    for weight in self.weights.values():
      found.append(weight.detach())
    return found
