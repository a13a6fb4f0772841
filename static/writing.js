// Beside a text: figures put in at the cursor, pasted pages cleaned, a small table, and the printed page kept in its place.
(() => {
  const form = document.getElementById("isian");
  const text = document.getElementById("text");
  if (!form || !text) return;

  // Through the browser's own typing, so that it can be undone.
  const put = (words) => {
    text.focus();
    if (!document.execCommand("insertText", false, words)) {
      text.setRangeText(words, text.selectionStart, text.selectionEnd, "end");
      text.dispatchEvent(new Event("input", { bubbles: true }));
    }
  };
  const spaced = (words) => {
    const before = text.value.slice(0, text.selectionStart), after = text.value.slice(text.selectionEnd);
    return `${/\S$/.test(before) && !/[(]$/.test(before) ? " " : ""}${words}${/^[\p{L}\p{N}]/u.test(after) ? " " : ""}`;
  };
  // What is more than a few words begins a paragraph of its own.
  const apart = (words) => {
    const before = text.value.slice(0, text.selectionStart);
    if (!before.trim() || before.endsWith("\n\n")) return words;
    return `${before.endsWith("\n") ? "\n" : "\n\n"}${words}`;
  };
  const fitted = (words) => (/^(?:#|- |\d+\. |\||>)|\n/.test(words) ? apart(words) : words);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-insert]");
    if (button) put(spaced(button.dataset.insert));
    if (event.target.closest("[data-table]")) put(apart("| Uraian | Nilai |\n| --- | ---: |\n|  |  |\n|  |  |\n\n"));
  });

  // What comes from Word or a web page is cleaned on the server; should that fail, its plain words arrive.
  const token = () => /(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie)?.[1] || form.csrfmiddlewaretoken.value;
  text.addEventListener("paste", async (event) => {
    const html = event.clipboardData.getData("text/html");
    if (!/<(?:p|h[1-6]|ul|ol|li|table|b|strong|i|em)\b/i.test(html)) return;
    event.preventDefault();
    const plain = event.clipboardData.getData("text/plain");
    const body = new FormData();
    body.set("html", html);
    try {
      const answer = await fetch(form.dataset.paste, { method: "POST", body, credentials: "same-origin", redirect: "manual", headers: { "X-CSRFToken": token() } });
      put(answer.ok ? fitted((await answer.json()).text) : plain);
    } catch {
      put(plain);
    }
  });

  // The printed page comes anew after a pause in typing; it stays where it was read, and opens at its analysis.
  const pane = document.getElementById("hasil");
  const page = () => pane.querySelector("iframe");
  const settle = (act) => {
    const frame = page();
    if (frame.contentDocument?.readyState === "complete" && frame.contentDocument.querySelector("main")) act(frame);
    else frame.addEventListener("load", () => act(frame), { once: true });
  };
  const open = (frame) => {
    const heading = [...frame.contentDocument.querySelectorAll("strong")].find((one) => one.textContent.startsWith(pane.dataset.about));
    if (heading) frame.contentWindow.scrollTo(0, heading.getBoundingClientRect().top - 24);
  };
  let place = 0;
  pane.addEventListener("htmx:beforeSwap", () => { place = page()?.contentWindow.scrollY || 0; });
  pane.addEventListener("htmx:afterSwap", () => settle((frame) => frame.contentWindow.scrollTo(0, place)));
  if (pane.dataset.about) settle(open);
  document.getElementById("not_applicable_reason").addEventListener("change", () => text.dispatchEvent(new Event("input", { bubbles: true })));
})();
