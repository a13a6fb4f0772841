"""The appendices of a report, one file each."""

from reports.sections.appendices.action_plan import appendix_action_plan
from reports.sections.appendices.added import added
from reports.sections.appendices.agreement import appendix_agreement
from reports.sections.appendices.manual import appendix_manual
from reports.sections.appendices.next_targets import appendix_next_targets
from reports.sections.appendices.pok import appendix_pok
from reports.sections.appendices.regulations import appendix_regulations

__all__ = [
    "added",
    "appendix_action_plan",
    "appendix_agreement",
    "appendix_manual",
    "appendix_next_targets",
    "appendix_pok",
    "appendix_regulations",
]
