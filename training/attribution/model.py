"""The encoder with its two heads: a tag for every word piece, and links from a content to its cue and its source."""

from __future__ import annotations

import torch
from torch import nn
from transformers import BertModel

from data import TAGS


class Reader(nn.Module):
    """Tags every piece (source, cue, content, none) and scores, for each pair of pieces, "its cue is", "its source is".

    A learned piece that stands for "none" is the first one ([CLS]).
    """

    def __init__(self, base: str, width: int = 96) -> None:
        super().__init__()
        # without dropout inside attention the fast kernel is taken, which halves the time of a step on a CPU
        self.encoder = BertModel.from_pretrained(base, add_pooling_layer=False, attention_probs_dropout_prob=0.0)
        size = self.encoder.config.hidden_size
        self.drop = nn.Dropout(0.1)
        self.tag = nn.Linear(size, len(TAGS))
        self.ask = nn.Linear(size, 2 * width)
        self.answer = nn.Linear(size, 2 * width)
        self.width = width

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """(batch, length, tags) logits and (batch, 2, length, length) link scores, from pieces with [CLS] first."""
        hidden = self.drop(self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state)
        batch, length, _ = hidden.shape
        ask = self.ask(hidden).view(batch, length, 2, self.width).transpose(1, 2)
        answer = self.answer(hidden).view(batch, length, 2, self.width).transpose(1, 2)
        links = ask @ answer.transpose(2, 3) / self.width**0.5
        return self.tag(hidden), links
