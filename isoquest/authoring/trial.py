"""A play that nobody keeps: an author's, on a scenario that changes beneath it."""

from __future__ import annotations

from dataclasses import dataclass, field

from isoquest.authoring.jumping import Jump, jump
from isoquest.content.model import Scenario
from isoquest.engine.debrief import Consequence, consequence
from isoquest.engine.play import Play, replay_on
from isoquest.engine.state import Decision, Refusal


@dataclass(slots=True)
class Trial:
    """A play with its author at it. Nothing of it is written anywhere."""

    play: Play
    jumped: Jump | None = None
    """Where the play begins, if not at the beginning of the scenario."""
    notice: str = ""
    """Nothing: what is not meant to be kept cannot be lost."""
    told: list[str] = field(default_factory=list)
    """Things to tell the author once; the front end takes them out."""
    _wanted: tuple[Decision, ...] = ()
    """Every decision taken, those too that an edit has made impossible for now."""

    @classmethod
    def begin(cls, scenario: Scenario, seed: int) -> Trial:
        """Begin at the beginning."""
        return cls(Play.begin(scenario, seed))

    def decide(self, choice_id: str) -> Consequence | Refusal:
        """Take a choice; gives what it led to, or why it cannot be taken."""
        before, after = self.play, self.play.decide(choice_id)
        if isinstance(after, Refusal):
            return after
        self._stand(after)
        return consequence(after.scenario, before.state, after.steps[-1])

    def undo(self) -> bool:
        """Take the last decision back. False when there is none."""
        if len(self.play.steps) == 1:
            return False
        self._stand(self.play.undo())
        return True

    def back_to(self, count: int) -> None:
        """Stand where the play stood after its first `count` decisions."""
        self._stand(self.play.back_to(count))

    def restart(self, seed: int) -> None:
        """Begin anew, at the beginning of the scenario."""
        self.jumped = None
        self._stand(Play.begin(self.play.scenario, seed))

    def jump(self, to: Jump) -> Refusal | None:
        """Begin anew at a node, in a state; or stay, and say what is wrong with it."""
        step = jump(self.play.scenario, self.play.seed, to)
        if isinstance(step, Refusal):
            return step
        self.jumped = to
        self._stand(Play(self.play.scenario, self.play.seed, (step,)))
        return None

    def reload(self, scenario: Scenario) -> str:
        """Play the same on the scenario as it is now, as far as it fits; says what does not fit, and why.

        What does not fit is tried again at the next reload, until the author decides otherwise.
        """
        seed, begun, told = self.play.seed, Play.begin(scenario, self.play.seed), ""
        if self.jumped is not None:
            step = jump(scenario, seed, self.jumped)
            if isinstance(step, Refusal):
                self.play = begun
                return f"The jump to `{self.jumped.node}` no longer fits: {step.reason} This is the beginning."
            begun = Play(scenario, seed, (step,))
        replayed = replay_on(begun, self._wanted)
        if replayed.stopped is not None:
            told = f"{replayed.stopped.reason}. The play stands at the last decision that fits."
        self.play = replayed.play
        return told

    def _stand(self, play: Play) -> None:
        self.play = play
        self._wanted = play.decisions
