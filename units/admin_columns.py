"""Columns of the admin's lists that several tables share: amounts in rupiah and figures without empty decimals."""

from django.contrib import admin

from lakin.formatting import editable, rupiah


def rupiah_shown(name: str, description: str):
    """A column with an amount in rupiah."""

    @admin.display(description=description, ordering=name)
    def shown(self, row):
        return rupiah(getattr(row, name))

    return shown


def figure_shown(name: str, description: str):
    """A column with a number as it was typed, without the zeros the database keeps."""

    @admin.display(description=description, ordering=name)
    def shown(self, row):
        value = getattr(row, name)
        return None if value is None else editable(value)

    return shown
