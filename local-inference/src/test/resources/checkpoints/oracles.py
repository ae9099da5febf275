"""Makes the tiny checkpoints of Llama, Mistral and variants of Phi and Falcon Mamba, with random
weights, and what the modelling code of the transformers library computes with them in single
precision on the stored weights. Needs torch and transformers.

Usage: python oracles.py FOLDER [NAME...]
"""
import json
import pathlib
import shutil
import sys

import torch
from transformers import AutoModelForCausalLM
from transformers import FalconMambaConfig, LlamaConfig, MistralConfig, PhiConfig

LENGTHS = (1, 7, 33, 130)
GREEDY = 32
LEAST_MARGIN = 2e-3

LLAMA3 = {
    "rope_type": "llama3", "rope_theta": 50000.0, "factor": 8.0, "low_freq_factor": 1.0,
    "high_freq_factor": 4.0, "original_max_position_embeddings": 64}

MODELS = {
    "llama-tiny": (torch.float32, LlamaConfig(
        vocab_size=200, hidden_size=48, intermediate_size=104, num_hidden_layers=2,
        num_attention_heads=4, num_key_value_heads=2, max_position_embeddings=512,
        rms_norm_eps=1e-6, bos_token_id=1, eos_token_id=2, attention_bias=False)),
    "llama-odd": (torch.bfloat16, LlamaConfig(
        vocab_size=210, hidden_size=40, intermediate_size=72, num_hidden_layers=3,
        num_attention_heads=4, num_key_value_heads=1, head_dim=14, max_position_embeddings=1024,
        rms_norm_eps=1e-5, bos_token_id=1, eos_token_id=[2, 5], attention_bias=True,
        mlp_bias=True, tie_word_embeddings=True, rope_parameters=LLAMA3)),
    "mistral-tiny": (torch.bfloat16, MistralConfig(
        vocab_size=200, hidden_size=48, intermediate_size=96, num_hidden_layers=2,
        num_attention_heads=6, num_key_value_heads=3, max_position_embeddings=512,
        sliding_window=24, bos_token_id=1, eos_token_id=2)),
    "phi-norm": (torch.bfloat16, PhiConfig(
        vocab_size=200, hidden_size=48, intermediate_size=100, num_hidden_layers=2,
        num_attention_heads=4, num_key_value_heads=2, max_position_embeddings=512,
        partial_rotary_factor=1.0, qk_layernorm=True, tie_word_embeddings=True,
        bos_token_id=1, eos_token_id=2)),
    "phi-wide": (torch.float16, PhiConfig(
        vocab_size=150, hidden_size=28, intermediate_size=50, num_hidden_layers=2,
        num_attention_heads=3, num_key_value_heads=1, head_dim=10, max_position_embeddings=256,
        partial_rotary_factor=0.6, hidden_act="gelu", bos_token_id=1, eos_token_id=2)),
    "falcon-mamba-bias": (torch.float16, FalconMambaConfig(
        vocab_size=200, hidden_size=40, state_size=6, num_hidden_layers=2, expand=2,
        conv_kernel=3, use_bias=True, use_conv_bias=False, time_step_rank="auto",
        tie_word_embeddings=False, layer_norm_epsilon=1e-6, mixer_rms_eps=1e-5,
        bos_token_id=1, eos_token_id=2, pad_token_id=0)),
}


def randomize(model, dtype, seed):
    torch.manual_seed(seed)
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if "A_log" in name:
                weight.copy_(torch.log(torch.rand_like(weight) * 12 + 0.2))
            elif "conv1d" in name:
                weight.copy_(torch.randn_like(weight) * 0.5)
            elif name.endswith("dt_proj.bias"):
                weight.copy_(torch.randn_like(weight) - 2.5)
            elif weight.dim() == 1:
                center = 0.0 if name.endswith("bias") else 1.0
                weight.copy_(torch.randn_like(weight) * 0.2 + center)
            elif "embed" in name or "lm_head" in name:
                weight.copy_(torch.randn_like(weight) * (0.35 if "lm_head" in name else 0.2))
            else:
                weight.copy_(torch.randn_like(weight) * 2.0 / weight.shape[-1] ** 0.5)
            weight.copy_(weight.to(dtype).float())


def number(value):
    return float(f"{value:.7g}")


def numbers(tensor):
    return [number(value) for value in tensor.tolist()]


def position(logits):
    at = list(range(0, logits.numel(), logits.numel() // 8))[:8]
    return {
        "argmax": int(logits.argmax()), "sum": number(float(logits.double().sum())),
        "sumsq": number(float(logits.double().pow(2).sum())), "at": at,
        "val": [number(float(logits[i])) for i in at]}


def hidden_state(state):
    return {"first_pos": numbers(state[0, 0, :8]), "last_pos": numbers(state[0, -1, :8])}


def prompt(model, ids):
    """Every pass is a full one without a cache."""
    logits = model(torch.tensor([ids]), use_cache=False).logits[0]
    result = {
        "ids": ids, "last_logits": numbers(logits[-1]),
        "positions": [position(row) for row in logits]}
    result["greedy"], margins = [], []
    row = logits[-1]
    for _ in range(GREEDY):
        best = row.topk(2)
        result["greedy"].append(int(best.indices[0]))
        margins.append(float(best.values[0] - best.values[1]))
        row = model(torch.tensor([ids + result["greedy"]]), use_cache=False).logits[0][-1]
    result["last_logits_after_greedy"] = numbers(row)
    return result, min(margins)


def expected(model, vocabulary, seed):
    generator = torch.Generator().manual_seed(seed)
    prompts, least = [], 1e9
    for length in LENGTHS:
        ids = torch.randint(3, vocabulary, (length,), generator=generator).tolist()
        result, margin = prompt(model, ids)
        least = min(least, margin)
        prompts.append(result)
    states = model(
        torch.tensor([prompts[1]["ids"]]), use_cache=False, output_hidden_states=True).hidden_states
    prompts[1]["hidden_states"] = [hidden_state(state) for state in states]
    return {"prompts": prompts}, least


def make(folder, name):
    dtype, config = MODELS[name]
    config.architectures = None
    for seed in range(1, 50):
        model = AutoModelForCausalLM.from_config(config, attn_implementation="eager").eval()
        randomize(model, dtype, seed)
        with torch.no_grad():
            result, margin = expected(model, config.vocab_size, seed)
        if margin > LEAST_MARGIN:
            break
    else:
        raise SystemExit(f"{name}: no seed without a tie")
    shutil.rmtree(folder / name, ignore_errors=True)
    model.to(dtype).save_pretrained(folder / name)
    (folder / name / "expected.json").write_text(json.dumps(result))
    print(name, "seed", seed, "margin", margin)


if __name__ == "__main__":
    torch.set_num_threads(1)
    for each in sys.argv[2:] or MODELS:
        make(pathlib.Path(sys.argv[1]), each)
