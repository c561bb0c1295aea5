"""What several tests of content share."""

from __future__ import annotations

import pytest
import yaml

from isoquest.content import yaml_tree

LOADERS = [loader for loader in (getattr(yaml, "CSafeLoader", None), yaml.SafeLoader) if loader]


@pytest.fixture(params=LOADERS, ids=lambda loader: loader.__name__)
def each_loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> type:
    """Once with libyaml and once with the pure Python loader, which stands in where libyaml is missing."""
    monkeypatch.setattr(yaml_tree, "Loader", request.param)
    return request.param
