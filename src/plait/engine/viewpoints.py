"""The three viewpoints every service needs: digital, clinical and operational."""

from enum import StrEnum


class Viewpoint(StrEnum):
    """One strand of the plait."""

    DIGITAL = "digital"
    CLINICAL = "clinical"
    OPERATIONAL = "operational"

    @property
    def word(self) -> str:
        """The viewpoint as a page shows it."""
        return self.value.capitalize()
