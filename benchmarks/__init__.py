"""Programs that print ratios against a peer of the same run; Django is ready before any of them reads a model."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lakin.settings")
django.setup()
