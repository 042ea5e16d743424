"""Other ways to make the same XmR charts, as an analyst would: pandas, Polars, and the packages of PyPI that do so.

`by_pandas` and `by_polars` follow the very rules of profile mdc and are held to its answers before they are timed. The
packages have rules of their own and are timed as they come, without drawing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from plait.engine.spc.profiles import MDC
from plait.engine.spc.xmr import LIMIT_FACTOR, NEAR_FACTOR, Floats, xmr

if TYPE_CHECKING:
    import pandas as pd

Way = Callable[[Floats], object]
"""Charts of many series of equal length: values of the shape (series, points)."""
FLAGS = ("outside", "shift", "two_in_three", "trend")


def by_plait(values: Floats) -> object:
    """The kernel, on one long table."""
    series, points = values.shape
    return xmr(values.ravel(), np.repeat(np.arange(series), points))


def by_pandas(values: Floats) -> dict[str, Floats]:
    """Plain pandas: a group for each series, whole columns within it."""
    import pandas as pd

    series, points = values.shape
    long = pd.DataFrame({"series": np.repeat(np.arange(series), points), "y": values.ravel()})
    done = pd.concat([_of_one(own) for _, own in long.groupby("series", sort=False)["y"]])
    return {name: done[name].to_numpy() for name in ("mean", "lower", "upper", *FLAGS)}


def _of_one(y: pd.Series) -> pd.DataFrame:
    import pandas as pd

    mean, moving = y.mean(), y.diff().abs().mean()
    far, side, step = (y - mean).abs(), np.sign(y - mean), np.sign(y.diff().fillna(0))
    outside = far > LIMIT_FACTOR * moving
    near = ~outside & (far > NEAR_FACTOR * moving)
    three = (near.rolling(3).sum() >= 2) & (side.rolling(3).sum().abs() == 3)
    ends = _in_runs(step, MDC.trend - 1)
    flags = {
        "outside": outside,
        "shift": _in_runs(side, MDC.shift),
        "two_in_three": near & (three | three.shift(-1, fill_value=False) | three.shift(-2, fill_value=False)),
        "trend": ends | ends.shift(-1, fill_value=False),
    }
    reach = LIMIT_FACTOR * moving
    return pd.DataFrame({"mean": mean, "lower": mean - reach, "upper": mean + reach, **flags}, index=y.index)


def _in_runs(sign: pd.Series, least: int) -> pd.Series:
    run = (sign != sign.shift()).cumsum()
    return (sign != 0) & (sign.groupby(run).transform("size") >= least)


def by_polars(values: Floats) -> dict[str, Floats]:
    """Polars: expressions over the series of one long table."""
    import polars as pl

    series, points = values.shape
    y, over = pl.col("y"), "series"

    def in_runs(sign: str, least: int) -> pl.Expr:
        size = pl.len().over(over, pl.col(sign).rle_id().over(over))
        return (pl.col(sign) != 0) & (size >= least)

    def later(name: str, by: int) -> pl.Expr:
        return pl.col(name).shift(-by, fill_value=False).over(over)

    done = (
        pl.DataFrame({"series": np.repeat(np.arange(series), points), "y": values.ravel()})
        .with_columns(mean=y.mean().over(over), move=y.diff().over(over))
        .with_columns(
            reach=LIMIT_FACTOR * pl.col("move").abs().mean().over(over),
            side=(y - pl.col("mean")).sign(),
            step=pl.col("move").fill_null(0).sign(),
        )
        .with_columns(far=(y - pl.col("mean")).abs())
        .with_columns(
            lower=pl.col("mean") - pl.col("reach"),
            upper=pl.col("mean") + pl.col("reach"),
            outside=pl.col("far") > pl.col("reach"),
        )
        .with_columns(near=~pl.col("outside") & (pl.col("far") > pl.col("reach") * (NEAR_FACTOR / LIMIT_FACTOR)))
        .with_columns(
            three=(
                (pl.col("near").cast(pl.Int8).rolling_sum(3).over(over) >= 2)
                & (pl.col("side").rolling_sum(3).over(over).abs() == 3)
            ).fill_null(value=False),
            shift=in_runs("side", MDC.shift),
            ends=in_runs("step", MDC.trend - 1),
        )
        .with_columns(
            two_in_three=pl.col("near") & (pl.col("three") | later("three", 1) | later("three", 2)),
            trend=pl.col("ends") | later("ends", 1),
        )
    )
    return {name: done[name].to_numpy() for name in ("mean", "lower", "upper", *FLAGS)}


def by_abspc(values: Floats) -> object:
    """abspc: limits, then its rules."""
    import pandas as pd
    from abspc import calculate_control_limits, detect_special_causes

    return [
        detect_special_causes(calculate_control_limits(pd.DataFrame({"value": one}), "XmR")) for one in values
    ]  # fmt: skip


def by_qikit(values: Floats) -> object:
    """clinical-qikit: an individuals chart."""
    from qikit import qic

    return [qic(y=one, chart="i").data for one in values]


def by_pycontrolcharts(values: Floats) -> object:
    """pyControlCharts: individuals with moving ranges, and its run tests."""
    from pycontrolcharts.charts import xmr_chart

    return [xmr_chart(one.tolist(), run_tests=True) for one in values]


WAYS: dict[str, tuple[str, Way, int]] = {
    "plain pandas": ("pandas", by_pandas, 400),
    "Polars": ("polars", by_polars, 20_000),
    "abspc": ("abspc", by_abspc, 400),
    "clinical-qikit": ("clinical-qikit", by_qikit, 400),
    "pyControlCharts": ("pycontrolcharts", by_pycontrolcharts, 400),
}
"""By name: the package that is needed, the way, and how many series it is given."""
