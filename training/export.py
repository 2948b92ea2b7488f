"""Writes what was trained: a GGUF LoRA for llama.cpp, and the span head as its difference from the encoder."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from gguf import GGUFWriter
from torch import Tensor

from index.encoding.unpacked import sha256
from training.model import PROJECTIONS, SpanModel
from training.span_head import SpanHead


def export(model: SpanModel, base: Path, path: Path) -> str:
    """Write the adapter in half precision (10 MB at rank 16) and, beside it, its SHA-256, which is returned.

    The model computes in GGUF's own layout, so no row is permuted; `compare` proves it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    writer = GGUFWriter(str(path), "llama")
    writer.add_string("general.type", "adapter")
    writer.add_string("adapter.type", "lora")
    writer.add_float32("adapter.lora.alpha", model.alpha)
    writer.add_string("general.name", "smollm2-reader")
    writer.add_string("general.license", "cc-by-sa-4.0")
    writer.add_string("general.base_model.0.name", base.stem)
    writer.add_string("reader.base_sha256", sha256(base))

    def half(matrix: Tensor) -> np.ndarray[tuple[int, ...], np.dtype[np.float16]]:
        return matrix.detach().numpy().astype(np.float16)

    for index, block in enumerate(model.blocks):
        for name in PROJECTIONS:
            lora = getattr(block, name)
            writer.add_tensor(f"blk.{index}.{name}.weight.lora_a", half(lora.a))
            writer.add_tensor(f"blk.{index}.{name}.weight.lora_b", half(lora.b))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return pin(path)


def export_spans(model: SpanHead, path: Path) -> str:
    """Write the learnt layers' difference from the encoder in 8 bits, one scale a row, and the head; return the SHA-256."""
    from safetensors.torch import save_file

    base = dict(SpanHead(seed=0).bert.named_parameters())
    parts = {f"head.{name}": p.detach().half() for name, p in model.head.named_parameters()}
    for name, p in model.bert.named_parameters():
        if p.requires_grad:
            change = p.detach() - base[name].detach()
            if change.dim() == 1:
                parts[name] = change.half()
            else:
                scale = (change.abs().amax(1) / 127).clamp(min=1e-8).half()
                parts[f"{name}.scale"] = scale
                parts[name] = (change / scale.float()[:, None]).round().clamp(-127, 127).to(torch.int8)
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file(parts, path, metadata={"license": "cc-by-sa-4.0", "base": "multilingual-e5-small"})
    return pin(path)


def pin(path: Path) -> str:
    """Note the file's SHA-256 in SHA256SUMS beside it, which the product goes by; return it."""
    sums, digest = path.with_name("SHA256SUMS"), sha256(path)
    lines = sums.read_text(encoding="utf-8").splitlines() if sums.exists() else []
    kept = [line for line in lines if not line.endswith(f"  {path.name}")]
    sums.write_text("\n".join(sorted([*kept, f"{digest}  {path.name}"])) + "\n", encoding="utf-8")
    return digest


def compare(model: SpanModel, base: Path, path: Path, text: str) -> tuple[float, float]:
    """Run one text through both runtimes; return the logits' correlation and the share of equal best tokens."""
    from llama_cpp import Llama

    llama = Llama(str(base), lora_path=str(path), n_ctx=512, logits_all=True, verbose=False)
    tokens = llama.tokenize(text.encode(), add_bos=False, special=True)
    llama.eval(tokens)
    theirs = np.array(llama.scores[: len(tokens)])
    ids, count = torch.tensor([tokens]), len(tokens)
    with torch.no_grad():
        mask = torch.ones(count, count, dtype=torch.bool).tril()[None, None]
        ours = model.logits(model.hidden(ids, torch.arange(count)[None], mask)).float()[0].numpy()
    return float(np.corrcoef(ours.ravel(), theirs.ravel())[0, 1]), float((ours.argmax(1) == theirs.argmax(1)).mean())
