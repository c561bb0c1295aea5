"""Somebody on the bundled learning path."""

from __future__ import annotations

import pytest

from isoquest.content.learning_path import LearningPath
from isoquest.content.library import learning_path, load, load_bank
from isoquest.progress.learning import JOB, Learning, learning_of
from isoquest.progress.store import Store


def look(store: Store, path: LearningPath, *, sparing: bool) -> Learning:
    """The first profile on a path."""
    return learning_of(
        store,
        1,
        path,
        None,
        lambda shelved, kind: load(shelved).scenario if kind == "play" else load_bank(shelved).bank,
        sparing=sparing,
    )


@pytest.mark.parametrize("job", ["all", "new-employee", "no-such-job"])
def test_a_sparing_look_tells_the_same_of_what_counts(store: Store, job: str):
    """What is done, what is next with its title, and every state are those of a full look."""
    path = learning_path().path
    assert path is not None
    quick = LearningPath(1, path.title, dict(list(path.stages.items())[:1]), path.jobs)
    store.set_setting(1, JOB, job)
    store.begin(1, "is-iso-a-certificate", "", "1", "", 1, ending="gone", summary="The end")
    texts = [f'{{"q":"q{number}","a":["a"],"t":1.0}}' for number in range(10)]
    for share in (60, 90):
        of_bank = {"ending": "finished", "summary": f"{share} %", "kind": "attempt"}
        store.begin(1, "is-iso-a-certificate", "", "1", "", 1, texts, **of_bank)
        full, sparing = (look(store, quick, sparing=each) for each in (False, True))
        assert sparing.job == full.job == path.jobs.get(job)
        assert sparing.so_far == full.so_far
        for one, other in zip(sparing.standing.stages, full.standing.stages, strict=True):
            assert [each.told for each in one.steps] == [each.told for each in other.steps]
