#!/usr/bin/env python
"""Runs Django's commands with the school's settings."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "acg.settings")
    from acg.aws.secrets import load_secrets

    load_secrets()  # where SECRET_ARNS names some
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
