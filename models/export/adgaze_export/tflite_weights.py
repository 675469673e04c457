"""Reads the weights of a TFLite file, kind by kind, in the order in which the graph uses them."""

from collections import defaultdict
from typing import Any

import numpy as np
import tflite
import torch
from flatbuffers import flexbuffers
from torch import Tensor

from .layers import ConvWeights

_DTYPES = {
    tflite.TensorType.FLOAT32: np.float32,
    tflite.TensorType.FLOAT16: np.float16,
    tflite.TensorType.INT32: np.int32,
}


class TfliteWeights:
    """Hands out weights in graph order; `assert_all_used` catches a network that skipped some."""

    def __init__(self, content: bytes) -> None:
        self._model = tflite.Model.GetRootAs(content)
        self._graph = self._model.Subgraphs(0)
        self._constants = self._read_constants()
        self._operators = defaultdict(list)
        for index in range(self._graph.OperatorsLength()):
            operator = self._graph.Operators(index)
            self._operators[self._kind(operator)].append(operator)

    def conv(self) -> ConvWeights:
        kernel, bias = self._next("CONV_2D")
        return ConvWeights(kernel.permute(0, 3, 1, 2).contiguous(), bias)

    def depthwise(self) -> ConvWeights:
        kernel, bias = self._next("DEPTHWISE_CONV_2D")
        return ConvWeights(kernel.permute(3, 0, 1, 2).contiguous(), bias)

    def prelu(self) -> Tensor:
        (slope,) = self._next("PRELU")
        return slope.flatten()

    def custom_options(self, kind: str) -> dict[str, Any]:
        """The options of the next custom operator of this kind."""
        return flexbuffers.Loads(self._operators[kind].pop(0).CustomOptionsAsNumpy().tobytes())

    def assert_all_used(self) -> None:
        rest = {
            kind: len(operators)
            for kind, operators in self._operators.items()
            if operators and kind in ("CONV_2D", "DEPTHWISE_CONV_2D", "PRELU")
        }
        if rest:
            raise ValueError(f"weights of the TFLite graph that the network did not take: {rest}")

    def _next(self, kind: str) -> list[Tensor]:
        operator = self._operators[kind].pop(0)
        return [
            self._constants[tensor]
            for tensor in operator.InputsAsNumpy().tolist()
            if tensor in self._constants
        ]

    def _kind(self, operator: tflite.Operator) -> str:
        code = self._model.OperatorCodes(operator.OpcodeIndex())
        if code.CustomCode() is not None:
            return code.CustomCode().decode()
        return tflite.opcode2name(max(code.BuiltinCode(), code.DeprecatedBuiltinCode()))

    def _read_constants(self) -> dict[int, Tensor]:
        """Constant tensors by index; a DEQUANTIZE of one (half floats) is a constant too."""
        constants = {}
        for index in range(self._graph.TensorsLength()):
            tensor = self._graph.Tensors(index)
            data = self._model.Buffers(tensor.Buffer()).DataAsNumpy()
            if isinstance(data, np.ndarray):
                values = data.view(_DTYPES[tensor.Type()]).reshape(tensor.ShapeAsNumpy())
                constants[index] = torch.from_numpy(values.copy())
        for index in range(self._graph.OperatorsLength()):
            operator = self._graph.Operators(index)
            if self._kind(operator) == "DEQUANTIZE":
                constants[operator.Outputs(0)] = constants[operator.Inputs(0)].float()
        return constants
