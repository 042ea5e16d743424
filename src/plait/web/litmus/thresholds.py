"""The form for a trust's own threshold of one question, and the ways to it."""

from __future__ import annotations

from dataclasses import replace

from plait.engine.litmus.kit import Litmus, Measure, Threshold
from plait.engine.litmus.wording import lower
from plait.engine.permissions import Action, Viewer, scope_of
from plait.engine.thresholds import PERCENT, THRESHOLDS
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
        lead=f"{litmus.question} By default it is met at: {lower(default.met)} ({lower(default.source)}). "
        f"{asks_for(default)} A threshold of your own stands beside the verdict with its reason, and so does what "
        "the default says.",
    )


def where_met_begins(litmus: Litmus, own: ThresholdSet) -> str:
    """Where a question is met by a threshold of the trust's own, inside a sentence."""
    return lower(replace(litmus.threshold, value=own.value).met)


def asks_for(threshold: Threshold) -> str:
    """What number its form takes."""
    if threshold.measure in PERCENT:
        return f"Write percent of {threshold.of}, from 0 to 100."
    return "Write days." if threshold.measure is Measure.CLOCK else f"Write how many {threshold.of}."


def threshold_ways(viewer: Viewer, litmus: Litmus, own: ThresholdSet | None) -> tuple[Link, ...]:
    """The ways to set, change or reset a threshold, for those who may."""
    if not litmus.threshold.can_be_set or not scope_of(viewer, Action.SET_THRESHOLDS):
        return ()
    form = f"/t/{viewer.trust_code}/questions/{litmus.slug}/threshold/"
    if own is None:
        return (Link("Set our own threshold", form),)
    return Link("Change our own threshold", form), Link("Go back to the default", f"{form}reset/")
