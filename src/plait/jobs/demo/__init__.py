"""The demo: two invented trusts, loaded the way a real trust's files are."""

from plait.jobs.demo.loading import DemoRefused, load_demo
from plait.jobs.demo.signing import DEMO_PASSWORD, SignIn, sign_ins

__all__ = ["DEMO_PASSWORD", "DemoRefused", "SignIn", "load_demo", "sign_ins"]
