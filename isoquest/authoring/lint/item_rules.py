"""Every rule on how a question is written, in the order in which they are tried."""

from __future__ import annotations

from isoquest.authoring.lint import (
    answer_elsewhere,
    convergence,
    empty_stem,
    missing_reason,
    negative_stem,
    number_order,
    parallel_options,
    stem_echo,
)
from isoquest.authoring.lint.absolutes import ABSOLUTE_DISTRACTOR, HEDGED_KEY
from isoquest.authoring.lint.grammar_cue import AGREEMENT_CUE, ARTICLE_CUE
from isoquest.authoring.lint.key_position import KEY_POSITION, TRUE_FALSE_SHARE
from isoquest.authoring.lint.of_the_above import ALL_OF_THE_ABOVE, NONE_OF_THE_ABOVE
from isoquest.authoring.lint.option_lengths import LONE_SHORT, LONGEST_KEY, LONGEST_KEYS
from isoquest.authoring.lint.overlapping_options import NESTED_OPTIONS, OVERLAPPING_AMOUNTS, TWIN_OPTIONS
from isoquest.authoring.lint.rule import BankRule

ITEM_RULES: tuple[BankRule, ...] = (
    LONGEST_KEYS,
    KEY_POSITION,
    TRUE_FALSE_SHARE,
    empty_stem.RULE,
    negative_stem.RULE,
    LONGEST_KEY,
    LONE_SHORT,
    ALL_OF_THE_ABOVE,
    NONE_OF_THE_ABOVE,
    ABSOLUTE_DISTRACTOR,
    HEDGED_KEY,
    TWIN_OPTIONS,
    NESTED_OPTIONS,
    OVERLAPPING_AMOUNTS,
    number_order.RULE,
    parallel_options.RULE,
    stem_echo.RULE,
    ARTICLE_CUE,
    AGREEMENT_CUE,
    convergence.RULE,
    answer_elsewhere.RULE,
    missing_reason.RULE,
)
