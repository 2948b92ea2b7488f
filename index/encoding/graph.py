"""The encoder as an ONNX graph whose matrices are 8-bit integers, made from its weights.

Activations are quantised as they come, one scale a matrix, weights with one scale a row (arXiv:1910.06188). A graph reads one
text at a time: nothing is padded, a vector does not depend on what was encoded beside it, and on two cores it is the fastest.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

MICROSOFT = "com.microsoft"  # the domain of the operators that ONNX Runtime adds
STEPS = 63  # of a weight on either side of nothing: with more, processors without VNNI overflow, and not all compute the same
REACH = 4.0  # standard deviations that a channel seldom leaves
HEADS, EPSILON = 12, 1e-12  # of attention; of norms
TINY = np.float32(1e-12)


def network(tensors: Mapping[str, NDArray[Any]]) -> bytes:
    """Return the graph of a multilingual-e5-small: from ``embedded`` to ``states``, both (1, tokens, hidden) in 32 bits."""
    return _Graph(tensors).model()


class _Graph:
    """Nodes and weights as they are added; each value that flows is known by its name."""

    def __init__(self, tensors: Mapping[str, NDArray[Any]]) -> None:
        self._tensors = tensors
        self._nodes: list[Any] = []
        self._weights: list[Any] = []

    def model(self) -> bytes:
        from onnx import TensorProto, helper

        hidden = len(self._tensors["embeddings.LayerNorm.weight"])
        value, layer = self._normal("embedded", "embeddings.LayerNorm"), 0
        while f"encoder.layer.{layer}.output.dense.weight" in self._tensors:
            value = self._layer(value, layer)
            layer += 1
        self._node("Identity", [value], out="states")
        shape: list[str | int | None] = [1, "tokens", hidden]
        given, told = (helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name in ("embedded", "states"))
        graph = helper.make_graph(self._nodes, "encoder", [given], [told], self._weights)
        operators = [helper.make_opsetid("", 20), helper.make_opsetid(MICROSOFT, 1)]
        return bytes(helper.make_model(graph, opset_imports=operators, ir_version=10).SerializeToString())

    def _layer(self, value: str, layer: int) -> str:
        part = f"encoder.layer.{layer}"
        before = f"encoder.layer.{layer - 1}.output" if layer else "embeddings"
        asked = [f"{part}.attention.self.{one}" for one in ("query", "key", "value")]
        joint = self._evened(value, f"{before}.LayerNorm", *asked)
        split = [f"{one}.out" for one in asked]
        self._node("Split", [joint], out=split, axis=-1, num_outputs=3)
        seen = self._node("MultiHeadAttention", split, domain=MICROSOFT, num_heads=HEADS)
        between = f"{part}.attention.output"
        value = self._added(value, self._linear(seen, *self._matrix(f"{between}.dense")), between)
        wide = self._node("Gelu", [self._evened(value, f"{between}.LayerNorm", f"{part}.intermediate.dense")])
        return self._added(value, self._by_rows(wide, f"{part}.output.dense"), f"{part}.output")

    def _added(self, value: str, more: str, part: str) -> str:
        return self._normal(self._node("Add", [value, more]), f"{part}.LayerNorm")

    def _normal(self, value: str, part: str) -> str:
        return self._node("LayerNormalization", [value, *map(self._weight, self._matrix(part))], axis=-1, epsilon=EPSILON)

    def _matrix(self, *parts: str) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return weights and biases in 32 bits, those of several parts one under the other."""
        kinds = ([self._tensors[f"{part}.{kind}"] for part in parts] for kind in ("weight", "bias"))
        weight, bias = (np.concatenate(kind).astype(np.float32) for kind in kinds)
        return weight, bias

    def _evened(self, value: str, normal: str, *parts: str) -> str:
        """Add a linear layer that weighs its channels so that none drowns the others in the one scale (arXiv:2211.10438).

        How large a channel becomes is told by the norm before it, without a text to measure it on.
        """
        weight, bias = self._matrix(*parts)
        spread, middle = self._matrix(normal)
        even = np.sqrt((REACH * np.abs(spread) + np.abs(middle)) / np.maximum(np.abs(weight).max(axis=0), TINY))
        return self._linear(self._node("Div", [value, self._weight(even)]), weight * even, bias)

    def _by_rows(self, value: str, part: str) -> str:
        """Add a linear layer in which each token has its own scale: a few have far larger activations (arXiv:2306.12929)."""
        weight, bias = self._matrix(part)
        most = self._node("ReduceMax", [self._node("Abs", [value]), self._weight(np.array([-1]))], keepdims=1)
        scaled = self._linear(self._node("Div", [value, most]), weight, np.zeros_like(bias))
        return self._node("Add", [self._node("Mul", [scaled, most]), self._weight(bias)])

    def _linear(self, value: str, weight: NDArray[np.float32], bias: NDArray[np.float32]) -> str:
        scale = np.maximum(np.abs(weight).max(axis=1) / STEPS, TINY)
        steps = np.rint(weight / scale[:, None]).astype(np.int8)
        given = [steps.T, scale, np.zeros(len(scale), np.int8), bias]
        return self._node("DynamicQuantizeMatMul", [value, *map(self._weight, given)], domain=MICROSOFT)

    def _weight(self, values: NDArray[Any]) -> str:
        from onnx import numpy_helper

        name = f"weight.{len(self._weights)}"
        self._weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def _node(self, operator: str, inputs: list[str], *, out: str | list[str] = "", domain: str = "", **settings: Any) -> str:
        from onnx import helper

        named = out or f"value.{len(self._nodes)}"
        outputs = [named] if isinstance(named, str) else named
        self._nodes.append(helper.make_node(operator, inputs, outputs, domain=domain, **settings))
        return outputs[0]
