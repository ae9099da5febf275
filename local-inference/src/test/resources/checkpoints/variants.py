"""Makes variants.json: tiny checkpoints with other configurations, and what the modelling code of
the transformers library computes with their weights in single precision. Needs torch and
transformers.

Usage: python variants.py FOLDER_OF_CHECKPOINTS FILE
"""
import json
import pathlib
import shutil
import sys
import tempfile

import torch
from transformers import AutoModelForCausalLM

from oracles import position

LENGTH = 33
KEPT = (
    "architectures", "model_type", "vocab_size", "hidden_size", "intermediate_size",
    "num_hidden_layers", "num_attention_heads", "num_key_value_heads", "head_dim",
    "max_position_embeddings", "rms_norm_eps", "layer_norm_eps", "partial_rotary_factor")

# Head sizes: 12 dimensions in llama-tiny, all of which turn, and 16 in phi-tiny, of which 6 do.
LLAMA_PAIRS = [1.0, 1.25, 1.5, 2.0, 3.0, 5.0]
PHI_PAIRS = [1.0, 1.5, 4.0]

ACTIVATIONS = (
    "gelu", "gelu_python", "gelu_new", "gelu_fast", "gelu_accurate", "gelu_pytorch_tanh",
    "gelu_python_tanh", "quick_gelu", "silu", "swish", "relu", "relu2")


def longrope(factors, **more):
    return {"rope_type": "longrope", "short_factor": factors, "long_factor": factors, **more}


def yarn(**more):
    return {"rope_type": "yarn", "original_max_position_embeddings": 16, **more}


def of(table, **more):
    return {"rope_scaling": table, **more}


def ropes(pairs):
    return {
        "dynamic": of({"type": "dynamic", "factor": 2.0}),
        "dynamic in new keys": {
            "rope_parameters": {"rope_type": "dynamic", "factor": 4.0, "rope_theta": 500.0}},
        "linear with an original length": of(
            {"type": "linear", "factor": 2.0, "original_max_position_embeddings": 64}),
        "longrope": of(longrope(pairs, original_max_position_embeddings=64)),
        "longrope with a factor": of(
            longrope(pairs, original_max_position_embeddings=64, factor=4.0)),
        "longrope with a strength": of(
            longrope(pairs, original_max_position_embeddings=64, attention_factor=1.5)),
        "longrope without an original length": of(longrope(pairs)),
        "yarn without a factor": of(yarn(factor=None)),
        "yarn with an outer original length": of(
            yarn(factor=4.0), original_max_position_embeddings=24),
        "llama3 with an outer original length": of(
            {"rope_type": "llama3", "factor": 8.0, "low_freq_factor": 1.0,
             "high_freq_factor": 4.0}, original_max_position_embeddings=24),
    }


def variants():
    for name in ACTIVATIONS:
        yield f"llama with {name}", "llama-tiny", {"hidden_act": name}
        yield f"phi with {name}", "phi-tiny", {"hidden_act": name}
    for name, change in ropes(LLAMA_PAIRS).items():
        yield f"llama with {name}", "llama-tiny", change
    for name, change in ropes(PHI_PAIRS).items():
        yield f"phi with {name}", "phi-tiny", change
    yield "llama of whole heads", "llama-tiny", {"partial_rotary_factor": 1.0}
    yield "llama of whole heads in new keys", "llama-tiny", {
        "rope_parameters": {"rope_type": "default", "partial_rotary_factor": 1.0}}
    yield "llama without architectures", "llama-tiny", {"architectures": None}
    yield "phi without architectures", "phi-tiny", {"architectures": None}
    yield "llama whose layers are named", "llama-tiny", {"layer_types": ["full_attention"] * 2}


def last(checkpoint, config, ids):
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(checkpoint / "model.safetensors", folder)
        pathlib.Path(folder, "config.json").write_text(config)
        model = AutoModelForCausalLM.from_pretrained(
            folder, dtype=torch.float32, attn_implementation="eager").eval()
    with torch.no_grad():
        return position(model(torch.tensor([ids]), use_cache=False).logits[0][-1])


def make(checkpoints, name, checkpoint, change):
    source = checkpoints / checkpoint
    config = json.loads((source / "config.json").read_text())
    config = {key: config[key] for key in KEPT if key in config} | change
    text = json.dumps(config)
    generator = torch.Generator().manual_seed(len(name))
    ids = torch.randint(3, config["vocab_size"], (LENGTH,), generator=generator).tolist()
    return {
        "name": name, "checkpoint": checkpoint, "config": text, "ids": ids,
        "last": last(source, text, ids)}


if __name__ == "__main__":
    torch.set_num_threads(1)
    folder = pathlib.Path(sys.argv[1])
    made = [json.dumps(make(folder, *each)) for each in variants()]
    pathlib.Path(sys.argv[2]).write_text("[\n" + ",\n".join(made) + "\n]\n")
