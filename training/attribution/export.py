"""Exports a checkpoint to ONNX and quantises it to int8, for inference without torch.

usage: export.py --base MODEL_FOLDER --weights reader-4.pt --out FOLDER --version V [--least P] [--lonely P] [--fp32]

Writes `reader.onnx` and `vocab.txt`. Weights keep seven of their eight bits: with all eight, sums overflow on
processors without VNNI but not on those with it, and the same report would not give the same bytes everywhere.
"""

from __future__ import annotations

import argparse
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


class Single(nn.Module):
    """The reader on one window without padding: pieces in, tags and links out."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """(1, length) pieces to (1, length, tags) and (1, 2, length, length)."""
        tags, links = self.reader(ids, torch.ones_like(ids))
        return tags, links


def main() -> None:
    """Exports, quantises, stamps."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--base", required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--version", required=True)
    parser.add_argument("--least", type=float, default=0.0)
    parser.add_argument("--lonely", type=float, default=0.0)
    parser.add_argument("--fp32", action="store_true", help="leave the weights as floats, to compare")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    reader = Reader(args.base)
    reader.load_state_dict(torch.load(args.weights, weights_only=True)["model"])
    reader.encoder.config._attn_implementation = "eager"
    model = Single(reader).eval()
    plain, fused, final = (args.out / name for name in ("plain.onnx", "fused.onnx", "reader.onnx"))
    ids = torch.tensor([[CLS, *range(2000, 2060), SEP]])
    torch.onnx.export(
        model,
        (ids,),
        str(plain),
        input_names=["ids"],
        output_names=["tags", "links"],
        dynamic_axes={"ids": {1: "length"}, "tags": {1: "length"}, "links": {2: "length", 3: "length"}},
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
    settings = {"version": args.version, "least": args.least, "lonely": args.lonely, "cls": CLS, "sep": SEP}
    onnx.helper.set_model_props(stamped, {key: str(value) for key, value in settings.items()})
    onnx.save(stamped, final)
    plain.unlink()
    fused.unlink()
    shutil.copy(f"{args.base}/vocab.txt", args.out / "vocab.txt")
    print(f"{final}: {final.stat().st_size / 1e6:.1f} MB; operators {sorted({n.op_type for n in stamped.graph.node})}")


if __name__ == "__main__":
    main()
