"""Pages are drawn with the site's own stylesheets."""

from tests.assets import collected_assets

__all__ = ["collected_assets"]
