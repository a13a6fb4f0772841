"""The tables of this app in the admin, by what they are about."""

from indicators.admin import measuring, plan, rules

__all__ = ["measuring", "plan", "rules"]
