"""Rows of a report besides its texts: what it refers to and the figures somebody typed or printed."""

from datetime import UTC, date, datetime
from hashlib import sha256

from reports import models as reports
from tests.factories import (
    create,
    default_unit,
    default_user,
    indicator_of,
    make_agreement,
    make_narrative,
    objective_of,
    report_of,
)


def make_legal_reference(**fields):
    defaults = {"order": 1, "kind": "PermenPANRB", "number": "53", "year": 2014}
    return create(reports.LegalReference, fields, report=report_of, **defaults)


def make_context_figure(**fields):
    return create(reports.ContextFigure, fields, report=report_of, key="jumlah-anak", label="Jumlah anak", value=15)


def make_national_target(**fields):
    return create(reports.NationalTarget, fields, report=report_of, order=1, label="Tingkat kemiskinan", value=7)


def make_printed_figure(**fields):
    defaults = {"place": "Tabel 3.1", "subject": "indikator", "key": "1.1", "measure": "capaian", "value": "105.78"}
    return create(reports.PrintedFigure, fields, report=report_of, order=1, **defaults)


def make_illustration(**fields):
    defaults = {"order": 1, "image": "ilustrasi/kegiatan.png", "caption": "Kegiatan"}
    return create(reports.Illustration, fields, report=report_of, section="latar-belakang", **defaults)


def make_finding(**fields):
    """An open warning."""
    where = {"place": "Tabel 3.1", "subject": "Indikator 1.1", "message": "Capaian tercetak berbeda dari data."}
    what = {"fingerprint": "f" * 64, "code": "capaian-tercetak", "severity": reports.Severity.WARNING}
    return create(reports.Finding, fields, report=report_of, **what, **where)


def make_narrative_draft(**fields):
    defaults = {"section": "latar-belakang", "text": "Belum selesai", "saved_at": datetime(2024, 1, 5, 3, tzinfo=UTC)}
    return create(reports.NarrativeDraft, fields, user=default_user, report=report_of, **defaults)


def make_narrative_version(**fields):
    at = datetime(2024, 1, 4, 3, tzinfo=UTC)
    return create(reports.NarrativeVersion, fields, narrative=make_narrative, at=at, text="Teks lama.")


NOON = datetime(2024, 2, 1, 5, tzinfo=UTC)


def make_checklist_item(*, order=101, **fields):
    return create(reports.ChecklistItem, fields, group="substansi", order=order, text="Sasaran sesuai Renstra.")


def make_review(**fields):
    """The first round, still open."""
    return create(reports.Review, fields, report=report_of, number=1, opened_at=NOON, opened_by=default_user)


def review_of():
    """The first round of any report."""
    return reports.Review.objects.first() or make_review()


def make_cleared_review(**fields):
    """A round that ended with the statement."""
    marks = {"content_hash": "c" * 64, "pdf_sha256": "d" * 64}
    return make_review(**({"closed_at": NOON, "closed_by": default_user(), "is_cleared": True} | marks | fields))


def make_review_answer(**fields):
    defaults = {"review": review_of, "item": make_checklist_item, "verdict": "terpenuhi", "by": default_user}
    return create(reports.ReviewAnswer, fields, at=NOON, **defaults)


def make_margin_note(**fields):
    defaults = {"section": "latar-belakang", "text": "Sebutkan sumbernya.", "by": default_user}
    return create(reports.MarginNote, fields, review=review_of, at=NOON, **defaults)


def make_report_step(**fields):
    defaults = {"action": "hand_in", "status": "in_review", "by": default_user}
    return create(reports.ReportStep, fields, report=report_of, at=NOON, **defaults)


def make_edition(*, report=None, review=None, number=1, **fields):
    """A final edition of a reviewed report; its files are made apart."""
    report = report or report_of()
    review = review or report.reviews.filter(is_cleared=True).first() or make_cleared_review(report=report)
    defaults = {"code": "abcdefghjk22", "program_version": "0.1.0", "frozen_by": default_user, "frozen_at": NOON}
    return create(reports.Edition, fields, report=report, review=review, number=number, **defaults)


def make_edition_file(*, edition=None, content=b"%PDF-1.7 contoh", form="pdf", **fields):
    edition = edition or reports.Edition.objects.first() or make_edition()
    marks = {"sha256": sha256(content).hexdigest(), "size": len(content)}
    return create(reports.EditionFile, fields, edition=edition, form=form, content=content, **marks)


def make_render_job(**fields):
    defaults = {"form": "pdf", "content_hash": "e" * 64, "asked_by": default_user, "asked_at": NOON}
    return create(reports.RenderJob, fields, report=report_of, **defaults)


def make_request_count(**fields):
    return create(reports.RequestCount, fields, whose="a" * 64, minute=1, asked=1)


def make_bundle_job(**fields):
    place = {"report": None, "year": 2023, "form": "zip", "content_hash": ""}
    unit = fields.pop("unit", None) or default_unit()
    return make_render_job(unit=unit, **place | fields)


def make_move_job(**fields):
    return make_render_job(**{"form": "", "action": "clear"} | fields)


def make_appendix(**fields):
    defaults = {"order": 1, "title": "Surat Keputusan", "kind": "pdf", "file": "lampiran/2024/02/a.pdf"}
    marks = {"sha256": "a" * 64, "size": 1000, "pages": 2, "added_by": default_user, "added_at": NOON}
    return create(reports.Appendix, fields, report=report_of, **defaults, **marks)


def make_unit_standing(**fields):
    place = {"unit": default_unit, "year": 2023, "quarter": 4, "reach": reports.Reach.OWN}
    return create(reports.UnitStanding, fields, computed_at=NOON, **place)


def make_objective_standing(**fields):
    place = {"unit": default_unit, "objective": objective_of, "year": 2023, "quarter": 4, "reach": reports.Reach.OWN}
    return create(reports.ObjectiveStanding, fields, computed_at=NOON, **place)


def make_shortfall(**fields):
    place = {"unit": default_unit, "indicator": indicator_of, "year": 2023, "quarter": 4, "path": "dit-contoh/"}
    return create(reports.Shortfall, fields, capaian=80, gap=20, **place)


def make_standing_due(**fields):
    return create(reports.StandingDue, fields, unit=default_unit, year=2023)


def make_plan_standing(**fields):
    place = {"unit": default_unit, "year": 2023, "quarter": 4, "reach": reports.Reach.OWN}
    return create(reports.PlanStanding, fields, computed_at=NOON, **place)


def make_tree_gap(**fields):
    return create(reports.TreeGap, fields, unit=default_unit, year=2023)


def make_published_agreement(**fields):
    """The public copy of a signed agreement."""
    marks = {"sha256": "f" * 64, "size": 3, "content": b"pdf", "data": {"lines": []}}
    return create(
        reports.PublishedAgreement,
        fields,
        agreement=make_agreement,
        published_at=NOON,
        published_by=default_user,
        **marks,
    )


def make_api_token(**fields):
    """A key that nobody knows."""
    defaults = {"name": "e-Monev", "scopes": "units", "digest": "a" * 64, "beginning": "lakin_abcdef"}
    return create(
        reports.ApiToken,
        fields,
        unit=default_unit,
        created_at=NOON,
        created_by=default_user,
        expires_on=date(2024, 12, 31),
        **defaults,
    )
