"""The encoder with its heads: a tag for every word piece, links to its cue and its source, and what it is (kinds)."""

from __future__ import annotations

import torch
from torch import nn
from transformers import BertModel

from data import TAGS
from twosource.models.kinds import WIDTH


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
        with (
            torch.random.fork_rng()
        ):  # the first part of training, which has no use for it, draws as if it weren't there
            self.kind = nn.Sequential(nn.Linear(size, size), nn.GELU(), nn.Dropout(0.1), nn.Linear(size, WIDTH))
        self.width = width

    def encode(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """(batch, length, size) from pieces with [CLS] first."""
        hidden: torch.Tensor = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return hidden

    def heads(self, hidden: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """(batch, length, tags) logits, (batch, 2, length, length) link scores, (batch, length, kinds.WIDTH) logits."""
        hidden = self.drop(hidden)
        batch, length, _ = hidden.shape
        ask = self.ask(hidden).view(batch, length, 2, self.width).transpose(1, 2)
        answer = self.answer(hidden).view(batch, length, 2, self.width).transpose(1, 2)
        links = ask @ answer.transpose(2, 3) / self.width**0.5
        return self.tag(hidden), links, self.kind(hidden)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Tags, links and kinds of pieces."""
        return self.heads(self.encode(ids, mask))
