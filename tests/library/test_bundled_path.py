"""The bundled learning path leads through the whole library."""

from isoquest.content.library import learning_path, shelf, shelf_of_banks


def test_every_scenario_and_bank_has_its_place():
    """Nothing of the library is left out, nothing stands twice, and nothing is wrong with the path."""
    reading = learning_path()
    assert reading.problems == ()
    assert reading.path is not None
    steps = reading.path.steps
    assert sorted(step.content for step in steps if step.kind == "play") == [each.id for each in shelf()]
    assert sorted(step.content for step in steps if step.kind == "quiz") == [each.id for each in shelf_of_banks()]


def test_every_stage_is_needed_by_somebody():
    """Of five jobs each needs a part of its own, and one of them all of it."""
    path = learning_path().path
    assert path is not None
    parts = {name: tuple(path.needed_by(job)) for name, job in path.jobs.items()}
    assert list(parts) == ["new-employee", "process-owner", "internal-auditor", "quality-manager", "top-manager"]
    assert len(set(map(str, parts.values()))) == 5
    assert [stage.id for stage in parts["quality-manager"]] == list(path.stages)
