"""The layers of the embedded encoder, through ONNX Runtime: from the words of a text to the state of each."""

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.encoding.weights import NETWORK, embedded_encoder
from index.errors import ModelError

LONGEST = 512  # tokens of a text, with those at its ends; what is beyond is not read
States = NDArray[np.float32]


class Network:
    """An encoder with the words of the embedded one and the graph in a folder; threads may share it. Raises ModelError."""

    def __init__(self, folder: Path) -> None:
        """Load the graph."""
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads()
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # who waits leaves the processor to others
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC  # fused norms are slower
        options.enable_cpu_mem_arena = False  # which keeps the most that was ever needed
        options.log_severity_level = 3
        try:
            self._session: Any = onnxruntime.InferenceSession(folder / NETWORK, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # the library raises its own
            raise ModelError(f"The encoder {folder} could not be loaded; remove that folder, and it is made anew.") from error
        encoder = embedded_encoder() / "model.safetensors"
        self._words = _mapped(encoder, "embeddings.word_embeddings.weight")
        kind = _mapped(encoder, "embeddings.token_type_embeddings.weight")[0]
        self._places = _mapped(encoder, "embeddings.position_embeddings.weight").astype(np.float32) + kind

    def states(self, ids: list[int]) -> States:
        """Return the states of a text's tokens, shape (tokens, hidden)."""
        embedded = self._words[ids].astype(np.float32) + self._places[: len(ids)]
        states: States = self._session.run(None, {"embedded": embedded[None]})[0][0]
        return states


def shortened(ids: list[int]) -> list[int]:
    """Return the tokens of a text that is too long without its rest, and with the token that ends it."""
    return ids if len(ids) <= LONGEST else [*ids[: LONGEST - 1], ids[-1]]


def threads() -> int:
    """Return how many threads compute: one for each processor that may be used, unless OMP_NUM_THREADS says how many."""
    told = os.environ.get("OMP_NUM_THREADS", "")
    return int(told) if told.isdecimal() and int(told) else (os.cpu_count() or 1)


def _mapped(file: Path, name: str) -> NDArray[Any]:
    """Return a tensor of half floats where it lies on the disk: of 250,000 words only those that are used are read."""
    with file.open("rb") as opened:
        size = int.from_bytes(opened.read(8), "little")
        told = json.loads(opened.read(size))[name]
    return np.memmap(file, np.float16, "r", 8 + size + told["data_offsets"][0], tuple(told["shape"]))
