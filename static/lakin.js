// Every page works without this file; it only shortens the way.
(() => {
  const menus = () => document.querySelectorAll(".menu[open]");
  document.addEventListener("click", (event) => {
    menus().forEach((menu) => menu.contains(event.target) || menu.removeAttribute("open"));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menus().forEach((menu) => { menu.removeAttribute("open"); menu.querySelector("summary").focus(); });
  });

  // Of tabs that do not all fit, the one that is open is in sight.
  const tabs = document.querySelector(".tabs");
  const current = tabs?.querySelector("[aria-current]");
  if (current) tabs.scrollLeft = current.offsetLeft - tabs.offsetLeft - (tabs.clientWidth - current.offsetWidth) / 2;

  // The parts of a long page stand open on a desk and may be folded there; on a phone they are a list of what to open.
  const parts = document.querySelectorAll(".part");
  const unfold = () => parts.forEach((part) => { part.open = true; });
  if (matchMedia("(min-width: 640.02px)").matches) {
    unfold();
    parts.forEach((part) => { part.dataset.folds = ""; });
  }
  addEventListener("beforeprint", unfold);

  const autoSubmit = (event) => event.target.form.requestSubmit();
  document.querySelectorAll(".filters select, .filters input[type=checkbox]").forEach((field) => field.addEventListener("change", autoSubmit));

  // A form says that it is being sent, and is not sent twice.
  document.addEventListener("submit", (event) => {
    const button = event.target.dataset.busy && event.target.querySelector("button[type=submit]");
    if (!button) return;
    if (button.disabled) { event.preventDefault(); return; }
    setTimeout(() => { button.disabled = true; button.textContent = event.target.dataset.busy; });
  });

  // What was typed and not saved stays on this device for three days at most, and not after signing out.
  const forget = (isOld) => {
    try {
      Object.keys(localStorage).filter((key) => key.startsWith("lakin-isian:") && isOld(key)).forEach((key) => localStorage.removeItem(key));
    } catch { /* a device that keeps nothing */ }
  };
  const THREE_DAYS = 3 * 24 * 3600 * 1000;
  forget((key) => !(Date.now() - (JSON.parse(localStorage.getItem(key)) || {}).at < THREE_DAYS));
  document.addEventListener("submit", (event) => { if (event.target.getAttribute("action") === "/keluar/") forget(() => true); });

  // A file that takes a while: fetched in the background, with words and seconds, then handed over.
  const save = (blob, name) => {
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };
  const fetched = async (link, words) => {
    const began = Date.now();
    const tick = setInterval(() => { words.textContent = `${link.dataset.working} ${Math.round((Date.now() - began) / 1000)} detik`; }, 1000);
    words.classList.remove("is-failed");
    words.textContent = link.dataset.working;
    link.setAttribute("aria-disabled", "true");
    try {
      const answer = await fetch(link.href, { credentials: "same-origin" });
      const name = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") || "");
      if (!answer.ok || !name) throw new Error(answer.status);
      save(await answer.blob(), name[1]);
      words.textContent = `${name[1]} sudah diunduh.`;
    } catch {
      words.classList.add("is-failed");
      words.textContent = "Berkas tidak dapat disusun. Muat ulang halaman ini lalu coba lagi; bila tetap gagal, beri tahu administrator.";
    } finally {
      clearInterval(tick);
      link.removeAttribute("aria-disabled");
    }
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-working]");
    if (!link || event.ctrlKey || event.metaKey || event.button) return;
    event.preventDefault();
    if (link.getAttribute("aria-disabled") !== "true") fetched(link, document.getElementById("kabar-unduhan"));
  });

  // A branch of the POK is fetched once, then shown and hidden in place.
  document.addEventListener("htmx:afterSwap", (event) => {
    const opener = event.detail.requestConfig.elt;
    if (opener.matches(".opener")) Object.assign(opener, { ariaExpanded: "true" }).dataset.isFilled = "true";
  });
  document.addEventListener("click", (event) => {
    const opener = event.target.closest(".opener");
    if (!opener || !(opener.dataset.isFilled || opener.ariaExpanded === "true")) return;
    event.preventDefault();
    opener.dataset.isFilled = "true";
    const isOpen = opener.ariaExpanded === "true";
    const row = opener.closest("tr");
    opener.ariaExpanded = String(!isOpen);
    row.parentElement.querySelectorAll(`tr[data-path^="${CSS.escape(`${row.dataset.path}.`)}"]`).forEach((line) => { line.hidden = isOpen; });
  });
})();
