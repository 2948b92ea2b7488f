"""Writes language models of some kilobytes, which say nothing sensible, in the two kinds of vocabulary that most have."""

from pathlib import Path

import numpy as np
from gguf import GGUFWriter, TokenType

WIDTH, HEADS, INNER, WINDOW = 32, 2, 64, 1024
CHATML = (
    "{% for message in messages %}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
LLAMA2 = (
    "{{ bos_token }}[INST] {% if messages[0]['role'] == 'system' %}<<SYS>>\n{{ messages[0]['content'] | trim }}\n<</SYS>>\n\n"
    "{% endif %}{{ messages[-1]['content'] | trim }} [/INST]"
)
Token = tuple[str, TokenType]


def chatml(path: Path, *, kind: TokenType = TokenType.CONTROL) -> Path:
    """Write a model with byte-pair encoding and ChatML's markers, which its file calls tokens of a kind."""
    plain: list[Token] = [(_shown(byte), TokenType.NORMAL) for byte in range(256)]
    special: list[Token] = [
        ("<|endoftext|>", TokenType.CONTROL),
        ("<|im_start|>", kind),
        ("<|im_end|>", kind),
        ("<start_of_turn>", kind),
        ("<|eot_id|>", TokenType.CONTROL),
    ]
    writer = _begun(path, "gpt2", [*special, *plain], CHATML)
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_merges(["i m"])
    writer.add_eos_token_id(2)
    return _finished(writer, len(special) + len(plain))


def sentencepiece(path: Path, template: str = LLAMA2) -> Path:
    """Write a model with SentencePiece's vocabulary, in which the characters of its own markers join to their tokens."""
    special: list[Token] = [("<unk>", TokenType.UNKNOWN), ("<s>", TokenType.CONTROL), ("</s>", TokenType.CONTROL)]
    special += [(f"<0x{byte:02X}>", TokenType.BYTE) for byte in range(256)]
    special += [("<|user|>", TokenType.USER_DEFINED), ("<start_of_turn>", TokenType.USER_DEFINED)]
    words = ["</", "s>", "<s", "<0", "x0", "A>", "x0A>", "▁the", "th", "he", "the", "▁t", "INST", "IN", "ST", "▁[", "▁W", "Wh"]
    joined: list[Token] = [(word, TokenType.NORMAL) for word in ["▁", *map(chr, range(33, 127)), *words]]
    writer = _begun(path, "llama", [*special, *joined], template)
    writer.add_tokenizer_pre("default")
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_unk_token_id(0)
    writer.add_add_bos_token(value=True)
    writer.add_add_space_prefix(value=True)
    return _finished(writer, len(special) + len(joined))


def _begun(path: Path, model: str, tokens: list[Token], template: str) -> GGUFWriter:
    writer = GGUFWriter(str(path), "llama")
    for add, value in (
        (writer.add_context_length, WINDOW),
        (writer.add_embedding_length, WIDTH),
        (writer.add_block_count, 1),
        (writer.add_feed_forward_length, INNER),
        (writer.add_head_count, HEADS),
        (writer.add_head_count_kv, HEADS),
        (writer.add_rope_dimension_count, WIDTH // HEADS),
        (writer.add_vocab_size, len(tokens)),
    ):
        add(value)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_tokenizer_model(model)
    writer.add_token_list([spelling for spelling, _ in tokens])
    writer.add_token_types([kind for _, kind in tokens])
    writer.add_token_scores(
        [-float(len(tokens) - i) if kind is TokenType.NORMAL else 0.0 for i, (_, kind) in enumerate(tokens)]
    )
    writer.add_chat_template(template)
    return writer


def _finished(writer: GGUFWriter, tokens: int) -> Path:
    draw = np.random.default_rng(7)
    shapes = {
        "token_embd.weight": (tokens, WIDTH), "output.weight": (tokens, WIDTH), "output_norm.weight": (WIDTH,),
        "blk.0.attn_norm.weight": (WIDTH,), "blk.0.ffn_norm.weight": (WIDTH,),
        "blk.0.attn_q.weight": (WIDTH, WIDTH), "blk.0.attn_k.weight": (WIDTH, WIDTH),
        "blk.0.attn_v.weight": (WIDTH, WIDTH), "blk.0.attn_output.weight": (WIDTH, WIDTH),
        "blk.0.ffn_gate.weight": (INNER, WIDTH), "blk.0.ffn_up.weight": (INNER, WIDTH),
        "blk.0.ffn_down.weight": (WIDTH, INNER),
    }  # fmt: skip
    for name, shape in shapes.items():
        writer.add_tensor(name, draw.normal(0, 0.3, shape).astype(np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    path: Path = writer.path
    writer.close()
    return path


def _shown(byte: int) -> str:
    # as GPT-2 writes a byte in its vocabulary: those that cannot be printed are moved up, in order
    printed = [*range(33, 127), *range(161, 173), *range(174, 256)]
    return chr(byte) if byte in printed else chr(256 + sum(other not in printed for other in range(byte)))
