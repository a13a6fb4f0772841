"""How a person walks through the site, and what is looked at on every page where the person arrives."""

from functools import cache
from pathlib import Path

from playwright.sync_api import Page, expect

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
# No rule is left out; only what axe calls serious or critical stops a journey.
GRAVE = """async () => {
  const found = await axe.run(document, { resultTypes: ["violations"], preload: false });
  return found.violations.filter(({ impact }) => ["serious", "critical"].includes(impact)).map(({ id, nodes }) =>
    `${id}: ${nodes.map((node) => `${node.target} ${node.html.slice(0, 160)} ${node.failureSummary}`).join(" | ")}`);
}"""
WIDER_THAN_THE_SCREEN = """() => {
  const { scrollWidth, clientWidth } = document.scrollingElement;
  return scrollWidth > clientWidth ? [`lebar ${scrollWidth} pada layar ${clientWidth}`] : [];
}"""
# Everything that stands on the page, but for what is different on every visit: keys, tokens and figures.
FACE = """() => document.documentElement.outerHTML
  .replace(/ (value|nonce|data-seen)="[^"]{20,}"/g, "").replace(/\\d+/g, "0")"""
faultless: set[tuple] = set()


@cache
def axe() -> str:
    assert AXE.exists(), f"{AXE} tidak ada: jalankan scripts/assets."
    return AXE.read_text()


def watched(context, heard: list[str], noises: tuple[str, ...]) -> Page:
    """A page whose errors are heard: of its scripts, of what it loads, and of a server that breaks."""

    def hear(words):
        if not any(noise in words for noise in noises):
            heard.append(words)

    context.on("console", lambda line: line.type == "error" and hear(f"{line.text} {line.location['url']}"))
    context.on("weberror", lambda error: hear(str(error.error)))
    return context.new_page()


def look(page: Page) -> None:
    """Everybody can use this page."""
    assert faults(page) == [], page.url


def faults(page: Page) -> list[str]:
    """What is wrong with a page: scrolling sideways, and what is grave for axe; nothing for one that was right before.

    Looking takes longer than the page itself, and every journey comes in through the same door.
    """
    page.wait_for_load_state("load")
    face = page.viewport_size["width"], page.evaluate(FACE)
    if face in faultless:
        return []
    if not (found := looked_at(page)):
        faultless.add(face)
    return found


def looked_at(page: Page) -> list[str]:
    found = page.evaluate(WIDER_THAN_THE_SCREEN)
    # Axe waits for timers, which stand still without scripts; with scripts the same pages are looked at in full.
    if page.evaluate("() => matchMedia('(scripting: none)').matches"):
        return found
    page.evaluate(axe())
    return found + page.evaluate(GRAVE)


def visit(page: Page, path: str) -> None:
    """Goes to an address of the site, which answers."""
    answer = page.goto(path)
    assert answer.ok, f"{answer.status} {path}"
    look(page)


def find(page: Page, words: str):
    """The button or link with these words."""
    return page.get_by_role("button", name=words, exact=True).or_(page.get_by_role("link", name=words, exact=True))


def press(page: Page, words: str) -> None:
    """Presses the button or link that leads to another page."""
    with page.expect_navigation():
        find(page, words).first.click()
    look(page)


def sign_in(page: Page, username: str, password: str) -> None:
    """Comes in through the door."""
    visit(page, "/masuk/")
    page.get_by_label("Nama pengguna").fill(username)
    page.get_by_label("Sandi").fill(password)
    press(page, "Masuk")


def fill(page: Page, **typed: str) -> None:
    """Types into fields by their labels; an underscore stands for a space."""
    for label, text in typed.items():
        page.get_by_label(label.replace("_", " "), exact=True).fill(text)


def sees(page: Page, *words: str) -> None:
    """The page says these words, or is about to."""
    for one in words:
        expect(page.locator("main")).to_contain_text(one)


def open_row(page: Page, name: str) -> None:
    """Opens the page of one indicator from the list of the quarter."""
    with page.expect_navigation():
        page.locator("main").get_by_role("link", name=name).first.click()
    look(page)


def attach_by_chooser(page: Page, name: str, content: bytes) -> None:
    """Picks a file in the dialogue that the button opens."""
    with page.expect_file_chooser() as chooser:
        page.locator(".evidence-pick").click()
    chooser.value.set_files({"name": name, "mimeType": "application/octet-stream", "buffer": content})


def attach_by_drop(page: Page, name: str, content: bytes) -> None:
    """Drops a file on the box."""
    drag = page.evaluate_handle(
        """([name, bytes]) => {
          const drag = new DataTransfer();
          drag.items.add(new File([new Uint8Array(bytes)], name));
          return drag;
        }""",
        [name, list(content)],
    )
    for event in ("dragover", "drop"):
        page.dispatch_event("[data-evidence-add]", event, {"dataTransfer": drag})


def is_told(page: Page, words: str) -> None:
    """The line at the foot of the form says so."""
    expect(page.locator("#kabar-simpan")).to_contain_text(words)
