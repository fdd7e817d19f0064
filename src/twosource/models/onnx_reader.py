"""A fine-tuned encoder as an attribution model: ONNX Runtime, int8, without torch.

The weights travel in `weights/` beside this file; how they were made stands in `training/README.md` and in the model
card in `docs/models/`. Their version and their decoding settings are kept inside the ONNX file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import BertWordPieceTokenizer

from twosource.models.attribute import Marked
from twosource.models.onnx_reader_decode import Decoding, Scores, find
from twosource.records import Stage


class OnnxReader:
    """An AttributionModel over one ONNX file that maps `ids` to `tags`, `links` and `kinds`."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        """Loads `reader.onnx` and `vocab.txt` of a folder; `threads` changes the speed and nothing else.

        Raises OSError with the remedy where one is missing, ValueError where the file isn't a reader's.
        """
        for name in ("reader.onnx", "vocab.txt"):
            if not (folder / name).is_file():
                raise OSError(f"{folder / name} is missing: install the package anew, or build it (training/README.md)")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # spinning threads burn the core that the parser needs
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(
            str(folder / "reader.onnx"), options, providers=["CPUExecutionProvider"]
        )
        meta: Mapping[str, str] = self._session.get_modelmeta().custom_metadata_map
        if "version" not in meta:
            raise ValueError(f"{folder / 'reader.onnx'} names no version: it was not made by training/")
        self._stage = Stage("attribute.minilm.en", meta["version"])
        self._settings = Decoding(
            least=float(meta["least"]),
            lonely=float(meta["lonely"]),
            slope=float(meta["slope"]),
            shift=float(meta["shift"]),
            temperatures=json.loads(meta["temperatures"]),
        )
        self._tokenizer = BertWordPieceTokenizer(str(folder / "vocab.txt"), lowercase=True)
        self._special = (int(meta["cls"]), int(meta["sep"]))

    @property
    def stage(self) -> Stage:
        """The kind of model and the version of its weights."""
        return self._stage

    def find(self, text: str) -> tuple[Marked, ...]:
        """The attributions of a text in the order of their contents; none for a text without words."""
        pieces = self._tokenizer.encode(text, add_special_tokens=False)
        return find(text, pieces.ids, pieces.offsets, self._score, self._settings)

    def _score(self, ids: Sequence[int]) -> Scores:
        cls, sep = self._special
        asked = {"ids": np.array([[cls, *ids, sep]], dtype=np.int64)}
        tags, links, kinds = self._session.run(["tags", "links", "kinds"], asked)
        return Scores(tags[0], links[0], kinds[0])
