"""The application as a web server calls it."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plait.config.settings")
application = get_wsgi_application()

# What is loaded by now stays as long as the process: the collector need not walk it with every few pages.
gc.collect()
gc.freeze()
