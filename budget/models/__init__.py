"""What it costs: DIPA and its revisions, the POK tree with pagu per revision, spending, volumes. Amounts are rupiah."""

from budget.models.dipa import Dipa, DipaRevision, RevisionKind, RevisionState, Satker
from budget.models.imports import BudgetImport, FileLayout
from budget.models.kinds import ExpenditureTotal, ExpenditureType, SupportingActivity
from budget.models.plan import PlannedWithdrawal, VolumeTarget
from budget.models.pok import BudgetLine, Ceiling, LineLevel, OutputVolume, Spending

__all__ = [
    "BudgetImport",
    "BudgetLine",
    "Ceiling",
    "Dipa",
    "DipaRevision",
    "ExpenditureTotal",
    "ExpenditureType",
    "FileLayout",
    "LineLevel",
    "OutputVolume",
    "PlannedWithdrawal",
    "RevisionKind",
    "RevisionState",
    "Satker",
    "Spending",
    "SupportingActivity",
    "VolumeTarget",
]
