"""Exports a checkpoint to ONNX and quantises it to int8, for inference without torch.

usage: export.py --base MODEL_FOLDER --weights reader-4.pt --out FOLDER --version V [--settings FILE] [--fp32]

`--settings` is what calibrate.py wrote: thresholds, the slope and shift of confidences, temperatures.

Writes `reader.onnx` and `vocab.txt`. Weights keep seven of their eight bits: with all eight, sums overflow on
processors without VNNI but not on those with it, and the same report would not give the same bytes everywhere.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions
from torch import nn

from evaluate import CLS, SEP
from model import Reader

PLAIN = {"least": 0.0, "lonely": 0.0, "slope": 1.0, "shift": 0.0, "temperatures": {}}
"""Settings of decoding that change nothing."""


class Single(nn.Module):
    """The reader on one window without padding: pieces in, tags, links and kinds out."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """(1, length) pieces to (1, length, tags), (1, 2, length, length) and (1, length, kinds)."""
        tags, links, kinds = self.reader(ids, torch.ones_like(ids))
        return tags, links, kinds


def main() -> None:
    """Exports, quantises, stamps."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--base", required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--version", required=True)
    parser.add_argument("--settings", type=Path)
    parser.add_argument("--fp32", action="store_true", help="leave the weights as floats, to compare")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    reader = Reader(args.base)
    reader.load_state_dict(torch.load(args.weights, weights_only=True)["model"], strict=False)
    reader.encoder.config._attn_implementation = "eager"
    model = Single(reader).eval()
    plain, fused, final = (args.out / name for name in ("plain.onnx", "fused.onnx", "reader.onnx"))
    ids = torch.tensor([[CLS, *range(2000, 2060), SEP]])
    torch.onnx.export(
        model,
        (ids,),
        str(plain),
        input_names=["ids"],
        output_names=["tags", "links", "kinds"],
        dynamic_axes={
            "ids": {1: "length"},
            "tags": {1: "length"},
            "links": {2: "length", 3: "length"},
            "kinds": {1: "length"},
        },
        opset_version=17,
        dynamo=False,
    )
    options = FusionOptions("bert")
    options.enable_embed_layer_norm = False  # the embeddings are to stay a Gather, which quantises
    config = reader.encoder.config
    better = optimizer.optimize_model(
        str(plain),
        "bert",
        num_heads=config.num_attention_heads,
        hidden_size=config.hidden_size,
        optimization_options=options,
    )
    better.save_model_to_file(str(fused))
    if args.fp32:
        shutil.copy(fused, final)
    else:
        quantize_dynamic(
            fused,
            final,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            op_types_to_quantize=["MatMul", "Attention", "Gather"],
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )
    stamped = onnx.load(final)
    tuned = json.loads(args.settings.read_text(encoding="utf-8")) if args.settings else {}
    settings = PLAIN | tuned | {"version": args.version, "cls": CLS, "sep": SEP}
    props = {key: value if isinstance(value, str) else json.dumps(value) for key, value in settings.items()}
    onnx.helper.set_model_props(stamped, props)
    onnx.save(stamped, final)
    plain.unlink()
    fused.unlink()
    shutil.copy(f"{args.base}/vocab.txt", args.out / "vocab.txt")
    print(f"{final}: {final.stat().st_size / 1e6:.1f} MB; operators {sorted({n.op_type for n in stamped.graph.node})}")


if __name__ == "__main__":
    main()
