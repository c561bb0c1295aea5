"""For each code of craft many ways to spoil a sound bank: every one a whole bank with one flaw planted."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import planted_in_options as options
import planted_wordings as wordings
from sound_bank import Planted

FLAWS: dict[str, Callable[[], Iterator[Planted]]] = {
    "longest-keys": options.longest_keys,
    "key-position": options.key_position,
    "true-false-share": options.true_false_share,
    "empty-stem": wordings.empty_stem,
    "negative-stem": wordings.negative_stem,
    "longest-key": options.longest_key,
    "lone-short": options.lone_short,
    "all-of-the-above": lambda: wordings.last_wrong_becomes(wordings.ALL),
    "none-of-the-above": lambda: wordings.last_wrong_becomes(wordings.NONE),
    "absolute-distractor": wordings.absolute_distractor,
    "hedged-key": wordings.hedged_key,
    "twin-options": options.twin_options,
    "nested-options": options.nested_options,
    "overlapping-amounts": options.overlapping_amounts,
    "unordered-numbers": options.unordered_numbers,
    "options-not-parallel": options.options_not_parallel,
    "stem-echo": wordings.stem_echo,
    "article-cue": wordings.article_cue,
    "agreement-cue": wordings.agreement_cue,
    "convergence": options.convergence,
    "answer-elsewhere": wordings.answer_elsewhere,
    "missing-reason": options.missing_reason,
}
"""For each code the ways to plant its flaw."""
