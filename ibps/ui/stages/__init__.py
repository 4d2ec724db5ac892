"""The seven stages on the screen, in the order of `ibps.core.stages`."""

from __future__ import annotations

from ibps.ui.stages.closing import ClosingView
from ibps.ui.stages.common import StageView
from ibps.ui.stages.consensus import ConsensusView
from ibps.ui.stages.interests import InterestsView
from ibps.ui.stages.issue import IssueView
from ibps.ui.stages.opening import OpeningView
from ibps.ui.stages.options import OptionsView
from ibps.ui.stages.standards import StandardsView

VIEWS: tuple[StageView, ...] = (
    OpeningView(),
    IssueView(),
    InterestsView(),
    OptionsView(),
    StandardsView(),
    ConsensusView(),
    ClosingView(),
)
