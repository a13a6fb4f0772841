"""A signed Perjanjian Kinerja opened to everybody: a copy without NIP, frozen byte for byte with its figures."""

from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from agreements.holding import held
from agreements.models import AgreementStatus, PerformanceAgreement
from reports.facts import AgreementFacts
from reports.models import PublishedAgreement
from reports.papers.facts import PaperFacts, paper_facts
from reports.papers.publishing import WRITERS, document_of
from reports.publishing import PublishingError
from reports.sections.agreement import promised, worded
from reports.sections.plan import measure_label
from reports.writers.json import amount
from units.access import has_role
from units.models import Role, User

FORMAT, VERSION = "lakin-pk", 1
UNSIGNED = "Konsep yang belum ditandatangani tidak dapat diterbitkan."
ALREADY = "Versi ini sudah diterbitkan."
NOT_OPEN = "Versi ini tidak sedang diterbitkan."
CHANGED = "Perjanjian Kinerja ini berubah saat salinannya disusun. Coba sekali lagi."


def publish(*, agreement: PerformanceAgreement, by: User, now: datetime | None = None) -> PublishedAgreement:
    """Open one signed version to everybody: the leader's act; ValidationError says why it cannot be.

    The PDF is written before the transaction, so that nobody waits for it.
    """
    refuse(agreement, by)
    facts = public_facts(agreement)
    content, data = copy_of(facts, agreement.version), data_of(facts, agreement.version)
    row = PublishedAgreement(
        agreement=agreement,
        published_at=now or timezone.now(),
        published_by=by,
        sha256=sha256(content).hexdigest(),
        size=len(content),
        content=content,
        data=data,
    )
    with transaction.atomic():
        refuse(held(agreement), by)
        if data_of(public_facts(agreement), agreement.version) != data:
            raise ValidationError(CHANGED)
        row.full_clean()
        row.save()
    return row


def public_facts(agreement: PerformanceAgreement) -> PaperFacts:
    """The facts as they stand now, for a copy without NIP."""
    return replace(paper_facts(agreement.unit, agreement.year), is_public=True)


def copy_of(facts: PaperFacts, version: int) -> bytes:
    """The PDF for everybody; ValidationError where the paper lacks something."""
    try:
        return WRITERS["pdf"](document_of("pk", facts, "pdf", version))
    except PublishingError as error:
        raise ValidationError(str(error)) from error


@transaction.atomic
def withdraw(*, agreement: PerformanceAgreement, note: str, by: User, now: datetime | None = None) -> None:
    """Take the public copy back; everybody who looks for it reads the reason."""
    refuse_role(agreement, by)
    row = PublishedAgreement.objects.select_for_update().open().filter(agreement=agreement).first()
    if row is None:
        raise ValidationError(NOT_OPEN)
    row.withdrawn_at, row.withdrawn_because = now or timezone.now(), note.strip()
    if not row.withdrawn_because:
        raise ValidationError("Alasan penarikan wajib diisi.")
    row.full_clean()
    row.save()


def refuse(agreement: PerformanceAgreement, by: User) -> None:
    """Raises PermissionDenied for the wrong role, ValidationError for a draft and for what is open already."""
    refuse_role(agreement, by)
    if agreement.status == AgreementStatus.DRAFT:
        raise ValidationError(UNSIGNED)
    if agreement.publications.open().exists():
        raise ValidationError(ALREADY)


def refuse_role(agreement: PerformanceAgreement, by: User) -> None:
    if not has_role(by, agreement.unit, Role.LEADER):
        raise PermissionDenied("Perjanjian Kinerja diterbitkan atau ditarik oleh pimpinan.")


def data_of(facts: PaperFacts, version: int) -> dict:
    """The figures of a version as they are frozen: exact decimals as text, null not known, no name and no NIP."""
    item = facts.agreement(version)
    row = item.agreement
    return {
        "format": FORMAT,
        "format_version": VERSION,
        "unit": {"code": facts.unit.code, "name": facts.unit.name},
        "year": row.year,
        "version": row.version,
        "version_name": row.version_name,
        "signed_on": row.signed_on and row.signed_on.isoformat(),
        "first_party_position": row.first_party_position,
        "second_party_position": row.second_party_position,
        "reason": row.get_reason_display() if row.reason else "",
        "lines": lines_of(item),
        "budget": [{"code": one.code, "name": one.name, "amount": amount(one.amount)} for one in item.budget],
    }


def lines_of(item: AgreementFacts) -> list[dict]:
    """The promises in their order, worded as they were signed."""
    return [
        {
            "objective": {"code": promised(line).code, "name": promised(line).name},
            "indicator": line.indicator.code,
            "name": worded(line),
            "measure": measure_label(line.indicator),
            "target": amount(line.target),
            "target_text": line.target_text,
            "lower": amount(line.target_lower),
            "upper": amount(line.target_upper),
        }
        for line in item.lines
    ]
