// The drawing of the pohon kinerja: zoom and drag; without this file it scrolls, and the list says the same.
(() => {
  const view = document.querySelector(".tree-view");
  if (!view) return;
  const canvas = view.querySelector(".tree-canvas");
  const buttons = document.querySelector(".tree-buttons");
  const least = 0.15, most = 3;
  let scale = Number(getComputedStyle(canvas).zoom) || 1;
  buttons.hidden = false;

  // The point under the pointer, or the middle, stays where it is.
  const zoom = (to, at = { x: view.clientWidth / 2, y: view.clientHeight / 2 }) => {
    const next = Math.min(most, Math.max(least, to));
    const left = (view.scrollLeft + at.x) * next / scale - at.x;
    const top = (view.scrollTop + at.y) * next / scale - at.y;
    canvas.style.zoom = scale = next;
    view.scrollTo(left, top);
  };
  const fit = () => {
    const drawing = canvas.firstElementChild;
    zoom(Math.min((view.clientWidth - 24) / drawing.width.baseVal.value, (view.clientHeight - 24) / drawing.height.baseVal.value));
  };
  // What is first seen is the unit's own first box, not the empty corner of a tall tree.
  const own = canvas.querySelector(".is-own");
  if (own) {
    const box = own.getBoundingClientRect(), frame = view.getBoundingClientRect();
    view.scrollTo(box.right - frame.right + 24, box.top - frame.top - view.clientHeight / 2 + box.height / 2);
  }

  const moves = { in: () => zoom(scale * 1.25), out: () => zoom(scale / 1.25), fit };

  buttons.addEventListener("click", (event) => moves[event.target.dataset.zoom]?.());
  view.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = { "+": "in", "=": "in", "-": "out", "0": "fit" }[event.key];
    if (!move) return;
    event.preventDefault();
    moves[move]();
  });
  view.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const place = view.getBoundingClientRect();
    zoom(scale * (event.deltaY < 0 ? 1.1 : 1 / 1.1), { x: event.clientX - place.left, y: event.clientY - place.top });
  }, { passive: false });

  // A mouse drags; a finger scrolls by itself. A drag is no click on a box.
  let from = null, dragged = false;
  view.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "mouse" || event.button) return;
    dragged = false;
    from = { x: event.clientX, y: event.clientY, left: view.scrollLeft, top: view.scrollTop };
  });
  window.addEventListener("pointermove", (event) => {
    if (!from) return;
    dragged ||= Math.hypot(event.clientX - from.x, event.clientY - from.y) > 4;
    view.classList.toggle("is-dragged", dragged);
    view.scrollTo(from.left - event.clientX + from.x, from.top - event.clientY + from.y);
  });
  window.addEventListener("pointerup", () => { from = null; view.classList.remove("is-dragged"); });
  view.addEventListener("dragstart", (event) => event.preventDefault());
  view.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    event.preventDefault();
    if (dragged) return;
    const node = document.querySelector(link.getAttribute("href"));
    for (let part = node; part; part = part.parentElement.closest("details")) part.open = true;
    const detail = node.querySelector(".tree-body > .trace");
    if (detail) detail.open = true;
    node.scrollIntoView({ block: "center" });
    node.querySelector("summary").focus({ preventScroll: true });
  });
})();
