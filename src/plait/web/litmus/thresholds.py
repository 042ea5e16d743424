"""The form for a trust's own threshold of one question, and the ways to it."""

from __future__ import annotations

from plait.engine.litmus.kit import Litmus
from plait.engine.litmus.wording import lower
from plait.engine.permissions import Action, Viewer, scope_of
from plait.engine.thresholds import THRESHOLDS
from plait.store.thresholds import ThresholdSet
from plait.web.shared.editing import FormTask
from plait.web.shared.page import Link


def threshold_task(viewer: Viewer, litmus: Litmus, own: ThresholdSet | None) -> FormTask:
    """The form that sets a threshold of the trust's own, or changes the one that is set."""
    here = f"/t/{viewer.trust_code}/questions/{litmus.slug}/"
    default = litmus.threshold
    return FormTask(
        sheet=THRESHOLDS,
        title="Change our own threshold" if own else "Set our own threshold",
        fields=("value", "reason", "starts", "ends"),
        back=Link(litmus.question, here),
        after=lambda _id: here,
        done="The threshold is saved. The question is judged again.",
        record_id=own.id if own else None,
        given={"question": litmus.slug},
        section="where-we-stand",
        lead=f"{litmus.question} By default it is met at: {lower(default.met)} ({lower(default.source)}). A threshold "
        "of your own stands beside the verdict with its reason, and so does what the default says.",
    )


def threshold_ways(viewer: Viewer, litmus: Litmus, own: ThresholdSet | None) -> tuple[Link, ...]:
    """The ways to set, change or reset a threshold, for those who may."""
    if not litmus.threshold.can_be_set or not scope_of(viewer, Action.SET_THRESHOLDS):
        return ()
    form = f"/t/{viewer.trust_code}/questions/{litmus.slug}/threshold/"
    if own is None:
        return (Link("Set our own threshold", form),)
    return Link("Change our own threshold", form), Link("Go back to the default", f"{form}reset/")
