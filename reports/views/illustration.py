"""The pictures of one place of a report: brought, put in order, described anew, taken away."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from reports.forms.writing import IllustrationForm
from reports.illustrating import add_illustration, describe, move_up, remove
from reports.models import Illustration
from reports.places import Place, address
from reports.writing import WRITERS
from reports.writing_desk import seat
from units.access import enter, has_role, visible_units


@require_POST
def add_picture(request, code, year, section):
    unit = enter(request.user, code, *WRITERS)
    at = seat(request.user, unit, year, section, request.GET)
    form = IllustrationForm(request.POST, request.FILES)
    try:
        if not form.is_valid():
            raise ValidationError([words for errors in form.errors.values() for words in errors])
        given = {name: form.cleaned_data[name] for name in ("caption", "source")}
        add_illustration(report=at.report, place=at.place, file=form.cleaned_data["image"], **given, by=request.user)
    except ValidationError as error:
        messages.error(request, f"Gambar belum tersimpan. {' '.join(error.messages)}")
    else:
        messages.success(request, "Gambar tersimpan dan tampil di hasil.")
    return redirect(f"{address(at.report, at.place)}#gambar")


@require_POST
def change_picture(request, pk):
    """One of the acts on a picture, by the button that was pressed."""
    row = found(request.user, pk)
    act = ACTS.get(request.POST.get("tindakan"))
    if act is None:
        raise Http404("Tindakan ini tidak dikenal.")
    try:
        messages.success(request, act(request, row))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(f"{address(row.report, Place(row.section, indicator=row.indicator_id))}#gambar")


def found(user, pk) -> Illustration:
    """The picture; 404 outside the user's units and for who only reads."""
    rows = Illustration.objects.select_related("report__unit").filter(report__unit__in=visible_units(user))
    row = rows.filter(pk=pk).first()
    if row is None or not has_role(user, row.report.unit, *WRITERS):
        raise Http404("Gambar ini tidak ada.")
    return row


def put_words(request, row) -> str:
    describe(
        illustration=row,
        caption=request.POST.get("caption", ""),
        source=request.POST.get("source", ""),
        by=request.user,
    )
    return "Keterangan gambar tersimpan."


def put_up(request, row) -> str:
    move_up(illustration=row, by=request.user)
    return "Urutan gambar diubah."


def take_away(request, row) -> str:
    remove(illustration=row, by=request.user)
    return "Gambar dihapus."


ACTS = {"keterangan": put_words, "naik": put_up, "hapus": take_away}
