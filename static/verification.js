// One box that picks every row of the page; it stays hidden where scripts do not run.
(() => {
  const form = document.querySelector("[data-queue]");
  const all = form.querySelector("[data-queue-all]");
  const picks = [...form.querySelectorAll("input[name=pilih]")];
  all.closest("[hidden]").hidden = picks.length < 2;
  all.addEventListener("change", () => picks.forEach((pick) => { pick.checked = all.checked; }));
  form.addEventListener("change", (event) => {
    if (event.target.name === "pilih") all.checked = picks.every((pick) => pick.checked);
    // Whoever writes a note means that row.
    const note = event.target.closest("textarea");
    const pick = note && note.closest("tbody").querySelector("input[name=pilih]");
    if (pick && note.value.trim()) pick.checked = true;
  });
})();
