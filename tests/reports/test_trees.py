from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from reports.drawing import PAGE_HEIGHT, PAGE_WIDTH, Mark, Rect, Text
from reports.trees import Node, organisation, performance_tree, performance_trees, walk

LONG = "Meningkatnya kemampuan anak dalam menjalankan tanggung jawab terhadap diri sendiri, keluarga, dan masyarakat"
FONTS = {
    weight: Path(__file__).parents[2] / f"static/vendor/fonts/source-sans-3-latin-{weight}-normal.woff2"
    for weight in (400, 600)
}


def ministry(directorates=5, sentra=31):
    middle = tuple(
        Node(f"Direktorat Rehabilitasi Sosial {at}", "Direktur", children=(Node("Subbagian Tata Usaha"),))
        for at in range(directorates)
    )
    panel = Node("Unit pelaksana teknis", children=tuple(Node(f"Sentra {at}") for at in range(sentra)))
    return Node("Direktorat Jenderal", "Direktur Jenderal", children=(*middle, panel) if sentra else middle)


def goals(objectives, indicators=3):
    return (
        Node(
            "Terwujudnya kesejahteraan sosial anak",
            number="T1",
            children=tuple(
                Node(
                    LONG,
                    number=f"S{at}",
                    children=tuple(Node(LONG, number=f"{at}.{i}", mark="met") for i in range(indicators)),
                )
                for at in range(objectives)
            ),
        ),
    )


def boxes(tree):
    return [shape for shape in tree.shapes if isinstance(shape, Rect) and shape.round]


def all_trees():
    return [
        organisation(ministry()),
        organisation(ministry(9, 0)),
        organisation(ministry(1, 40)),
        organisation(
            Node("Sentra", children=(Node("Subbagian"), Node("Kelompok", children=(Node("Pekerja sosial"),))))
        ),
        performance_tree(goals(3)),
    ]


def holds(box, text, width):
    return box.x <= text.x and text.x + width <= box.x + box.width and box.y < text.y < box.y + box.height


@pytest.fixture(scope="module")
def measure():
    """The width of a text in the document's own font."""
    fonts = {weight: TTFont(path) for weight, path in FONTS.items()}

    def width(text):
        font = fonts[text.weight]
        names, advances = font.getBestCmap(), font["hmtx"]
        return sum(advances[names[ord(char)]][0] for char in text.text) * text.size / 1000

    return width


@pytest.mark.parametrize("tree", all_trees(), ids=lambda tree: f"{tree.kind}-{len(tree.rows)}")
def test_no_text_runs_over_its_box(tree, measure):
    texts = [shape for shape in tree.shapes if isinstance(shape, Text)]
    assert texts
    for text in texts:
        assert any(holds(box, text, measure(text)) for box in boxes(tree)), text.text


@pytest.mark.parametrize("tree", all_trees(), ids=lambda tree: f"{tree.kind}-{len(tree.rows)}")
def test_every_box_is_on_the_drawing_and_none_covers_another(tree):
    placed = boxes(tree)
    for at, box in enumerate(placed):
        assert box.x >= 0
        assert box.x + box.width <= tree.width
        assert box.y + box.height <= tree.height + 1
        for other in placed[at + 1 :]:
            # The head of a panel stands on its frame.
            if box.fill != "#F4F7F9" or other.width != box.width:
                assert not (
                    box.x < other.x + other.width
                    and other.x < box.x + box.width
                    and box.y < other.y + other.height - 0.5
                    and other.y < box.y + box.height - 0.5
                )


def test_a_directorate_general_with_its_sentra_fits_on_one_page():
    tree = organisation(ministry())
    assert len(tree.rows) == 43
    assert tree.width == PAGE_WIDTH
    assert tree.height < 700


def test_every_unit_is_named_in_the_drawing_and_in_its_text_alternative():
    root = ministry()
    tree = organisation(root)
    drawn = " ".join(shape.text for shape in tree.shapes if isinstance(shape, Text))
    for _, _, title, _ in walk([root]):
        assert title.split()[-1] in drawn
        assert title in tree.description


def test_the_root_stands_on_top_and_in_the_middle():
    root = boxes(organisation(ministry()))[0]
    assert root.y == 1
    assert root.x + root.width / 2 == pytest.approx(PAGE_WIDTH / 2, abs=1)


def test_goals_objectives_and_indicators_stand_in_three_columns():
    assert len({box.x for box in boxes(performance_tree(goals(3)))}) == 3


def test_a_box_shows_the_mark_of_its_rating():
    tree = performance_tree([Node("Tujuan", children=(Node("Indikator", mark="below"),))])
    assert [shape.mark for shape in tree.shapes if isinstance(shape, Mark)] == ["below"]


def test_a_large_performance_tree_is_cut_into_drawings_that_fit_a_page():
    roots = goals(10)
    trees = performance_trees(roots, title="Pohon kinerja")
    assert len(trees) > 1
    assert all(tree.height <= PAGE_HEIGHT for tree in trees)
    assert trees[0].title == f"Pohon kinerja (1 dari {len(trees)})"
    leaves = [row[1] for tree in trees for row in tree.rows if row[0] == 3]
    assert leaves == [row[1] for row in walk(roots) if row[0] == 3]


def test_a_small_performance_tree_stays_in_one_drawing():
    assert [tree.title for tree in performance_trees(goals(1), title="Pohon kinerja")] == ["Pohon kinerja"]
