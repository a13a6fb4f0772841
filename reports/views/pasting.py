"""What a writer pastes into a text, turned into Markdown; nothing is stored."""

from django.http import JsonResponse
from django.views.decorators.http import require_POST

from reports.pasting import MOST_PASTED, as_markdown
from reports.writing import WRITERS
from units.access import enter


@require_POST
def paste(request, code, year):
    enter(request.user, code, *WRITERS)
    pasted = request.POST.get("html", "")
    if len(pasted) > MOST_PASTED:
        return JsonResponse({"words": "Tempelan ini terlalu besar; tempel sebagian demi sebagian."}, status=413)
    return JsonResponse({"text": as_markdown(pasted)})
