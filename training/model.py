"""The embedded Llama, dequantised from its GGUF file, with trainable LoRA matrices.

The forward pass is written out here, in GGUF's own layout (rotary pairs are neighbours, `(2i, 2i+1)`), instead of
borrowed from transformers: the exported LoRA then needs no permutation of its q and k rows, and recent versions of
transformers keep GGUF weights packed, which is slow to train through.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from gguf import GGUFReader, dequantize
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - torch's own habit

PROJECTIONS = ("attn_q", "attn_k", "attn_v", "attn_output", "ffn_gate", "ffn_up", "ffn_down")


@dataclass(frozen=True)
class Shape:
    """The sizes that the forward pass needs, read from the GGUF header."""

    layers: int
    width: int
    heads: int
    kv_heads: int
    rope_base: float
    epsilon: float


def read_base(path: Path) -> tuple[Shape, dict[str, Tensor]]:
    """Read sizes and dequantised weights (bf16, `[out, in]`) from a Llama GGUF file."""
    reader = GGUFReader(str(path))

    def number(key: str) -> float:
        return float(reader.fields[f"llama.{key}"].contents())

    shape = Shape(
        layers=int(number("block_count")),
        width=int(number("embedding_length")),
        heads=int(number("attention.head_count")),
        kv_heads=int(number("attention.head_count_kv")),
        rope_base=number("rope.freq_base"),
        epsilon=number("attention.layer_norm_rms_epsilon"),
    )
    weights = {
        tensor.name: torch.from_numpy(np.array(dequantize(tensor.data, tensor.tensor_type))).to(torch.bfloat16)
        for tensor in reader.tensors
    }
    return shape, weights


class Lora(nn.Module):
    """A frozen projection plus `scale * B A`; A and B are fp32 masters, multiplied in bf16."""

    weight: Tensor

    def __init__(self, weight: Tensor, rank: int, scale: float) -> None:
        """Start with A random and B zero, so that the untrained adapter changes nothing."""
        super().__init__()
        self.register_buffer("weight", weight, persistent=False)
        self.a = nn.Parameter(torch.empty(rank, weight.shape[1]))
        self.b = nn.Parameter(torch.zeros(weight.shape[0], rank))
        self.scale = scale
        nn.init.kaiming_uniform_(self.a, a=5**0.5)

    def forward(self, x: Tensor) -> Tensor:
        """Map `[..., in]` to `[..., out]`."""
        low = F.linear(x, (self.a * self.scale).to(x.dtype))
        return F.linear(x, self.weight) + F.linear(low, self.b.to(x.dtype))


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Turn neighbouring pairs of `[batch, heads, tokens, size]` by their position's angles `[batch, 1, tokens, size/2]`."""
    even, odd = x[..., 0::2], x[..., 1::2]
    return torch.stack((even * cos - odd * sin, even * sin + odd * cos), dim=-1).flatten(-2)


class Block(nn.Module):
    """One Llama layer: attention, then the gated feed-forward."""

    attn_norm: Tensor
    ffn_norm: Tensor
    attn_q: Lora
    attn_k: Lora
    attn_v: Lora
    attn_output: Lora
    ffn_gate: Lora
    ffn_up: Lora
    ffn_down: Lora

    def __init__(self, shape: Shape, weights: dict[str, Tensor], index: int, rank: int, scale: float) -> None:
        """Wrap the layer's seven projections; its norms stay frozen."""
        super().__init__()
        self.shape = shape
        for name in PROJECTIONS:
            setattr(self, name, Lora(weights[f"blk.{index}.{name}.weight"], rank, scale))
        for name in ("attn_norm", "ffn_norm"):
            self.register_buffer(name, weights[f"blk.{index}.{name}.weight"], persistent=False)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor, mask: Tensor) -> Tensor:
        """Map `[batch, tokens, width]` to the same; `mask` is `[batch, 1, tokens, tokens]`, True where attended."""
        batch, tokens, width = x.shape
        size = width // self.shape.heads

        def heads(y: Tensor) -> Tensor:
            return y.view(batch, tokens, -1, size).transpose(1, 2)

        h = F.rms_norm(x, (width,), self.attn_norm, self.shape.epsilon)
        q = rotate(heads(self.attn_q(h)), cos, sin)
        k = rotate(heads(self.attn_k(h)), cos, sin)
        v = heads(self.attn_v(h))
        repeat = self.shape.heads // self.shape.kv_heads
        k, v = k.repeat_interleave(repeat, dim=1), v.repeat_interleave(repeat, dim=1)
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask).transpose(1, 2).reshape(batch, tokens, width)
        x = x + self.attn_output(mixed)
        h = F.rms_norm(x, (width,), self.ffn_norm, self.shape.epsilon)
        y: Tensor = self.ffn_down(F.silu(self.ffn_gate(h)) * self.ffn_up(h))
        return x + y


class SpanModel(nn.Module):
    """The base model with one LoRA on each projection of each layer."""

    embedding: Tensor
    output_norm: Tensor

    def __init__(self, base: Path, seed: int, rank: int = 16, alpha: float = 32.0) -> None:
        """Load the base file (about 270 MB once dequantised to bf16) and draw the adapter from `seed`."""
        super().__init__()
        torch.manual_seed(seed)
        self.shape, weights = read_base(base)
        self.rank, self.alpha = rank, alpha
        self.register_buffer("embedding", weights["token_embd.weight"], persistent=False)
        self.register_buffer("output_norm", weights["output_norm.weight"], persistent=False)
        self.blocks = nn.ModuleList(Block(self.shape, weights, index, rank, alpha / rank) for index in range(self.shape.layers))

    def hidden(self, ids: Tensor, positions: Tensor, mask: Tensor) -> Tensor:
        """Last hidden states `[batch, tokens, width]` of `ids` and `positions`, both `[batch, tokens]`."""
        size = self.shape.width // self.shape.heads
        rates = self.shape.rope_base ** (-torch.arange(0, size, 2, dtype=torch.float32) / size)
        angles = positions[:, None, :, None] * rates
        cos, sin = angles.cos().to(torch.bfloat16), angles.sin().to(torch.bfloat16)
        x = F.embedding(ids, self.embedding)
        for block in self.blocks:
            x = block(x, cos, sin, mask)
        return F.rms_norm(x, (self.shape.width,), self.output_norm, self.shape.epsilon)

    def logits(self, hidden: Tensor) -> Tensor:
        """Vocabulary scores of the hidden states that are asked about; the head is the embedding, tied."""
        return F.linear(hidden, self.embedding)
