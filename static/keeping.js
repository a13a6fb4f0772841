// Keeps what is typed into one form: on the server every few seconds, on this device while that fails.
(() => {
  const form = document.getElementById("isian");
  if (!form) return;
  const news = document.getElementById("kabar-simpan");
  const panel = document.getElementById("pulihkan");
  const address = form.dataset.save;
  const key = `lakin-isian:${form.dataset.person}:${location.pathname}${form.dataset.place || ""}`;
  const PAUSE = 2500, RETRY = 15000;
  const KEPT_HERE = "Ketikan disimpan di perangkat ini.";
  const OWN = new Set(["csrfmiddlewaretoken", "seen", "orang", "tindakan"]);
  let timer = null, running = null, isStopped = false, isUndecided = false;

  // What is typed now, as one text that can be compared.
  const fields = () => Object.fromEntries([...new FormData(form)].filter(([name]) => !OWN.has(name)));
  const typed = () => JSON.stringify(fields());
  let saved = form.dataset.dirty ? "" : typed();

  const copy = {
    read() { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } },
    keep() {
      if (isUndecided) return true;
      try { localStorage.setItem(key, JSON.stringify({ at: Date.now(), seen: form.seen.value, fields: fields() })); return true; } catch { return false; }
    },
    forget() { try { localStorage.removeItem(key); } catch { /* nothing was kept */ } },
  };

  const say = (words, { isWrong = false, link = null } = {}) => {
    news.textContent = words;
    news.classList.toggle("is-wrong", isWrong);
    if (link) news.append(" ", link);
  };
  const failed = (words, link) => say(`${words} ${copy.keep() ? KEPT_HERE : ""}`.trim(), { isWrong: true, link });
  const signIn = () => Object.assign(document.createElement("a"), { href: form.dataset.door, target: "_blank", rel: "noopener", textContent: "Masuk lagi di tab baru, lalu kembali ke sini" });
  const compare = () => {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "btn", textContent: "Bandingkan" });
    button.addEventListener("click", () => native(document.querySelector('.fill-bar button[value="simpan"]')));
    return button;
  };

  // The token changes with every signing in; the cookie always has the present one.
  const token = () => /(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie)?.[1];
  const renewToken = () => {
    const now = token();
    if (now) document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((input) => { input.value = now; });
  };

  const mark = (errors) => {
    form.querySelectorAll("[data-live-error]").forEach((line) => line.remove());
    form.querySelectorAll("[aria-invalid]").forEach((field) => field.removeAttribute("aria-invalid"));
    form.querySelectorAll(".is-wrong").forEach((box) => box.classList.remove("is-wrong"));
    form.querySelectorAll(".field-error").forEach((line) => line.remove());
    errors.forEach(({ id, message }) => {
      const field = id && document.getElementById(id);
      if (!field) return;
      const line = Object.assign(document.createElement("p"), { className: "field-error", id: `${id}-salah`, textContent: message });
      line.dataset.liveError = "";
      field.setAttribute("aria-invalid", "true");
      field.setAttribute("aria-describedby", line.id);
      field.after(line);
    });
  };

  const answers = {
    200: (told, sent) => {
      form.seen.value = told.seen;
      saved = sent;
      mark([]);
      if (!isUndecided && sent === typed()) copy.forget();
      say(told.words);
    },
    409: (told) => { isStopped = true; failed(told.words, compare()); },
    422: (told) => {
      mark(told.errors);
      const first = told.errors[0];
      failed(first ? `${told.words} ${first.label ? `${first.label}: ` : ""}${first.message}` : told.words);
    },
    423: (told) => { isStopped = true; failed(told.words); },
  };

  const send = async () => {
    renewToken();
    const sent = typed(), body = new FormData(form);
    body.delete("tindakan");
    say("Menyimpan ...");
    try {
      const answer = await fetch(address, { method: "POST", body, credentials: "same-origin", redirect: "manual", headers: { "X-CSRFToken": token() || form.csrfmiddlewaretoken.value, Accept: "application/json" } });
      const isOurs = (answer.headers.get("Content-Type") || "").includes("json");
      if (isOurs && answers[answer.status]) answers[answer.status](await answer.json(), sent);
      else if (isOurs) { isStopped = true; failed((await answer.json()).words); }
      else if (answer.type === "opaqueredirect" || answer.status === 403) failed("Belum tersimpan: Anda sudah keluar atau sesi berakhir.", signIn());
      else { failed(`Belum tersimpan: server sedang terganggu (${answer.status}).`); later(RETRY); }
      return answer.status;
    } catch {
      failed("Belum tersimpan: sambungan terputus.");
      later(RETRY);
      return 0;
    }
  };
  const save = () => {
    clearTimeout(timer);
    if (!address || isStopped) return Promise.resolve(null);
    running ??= send().finally(() => { running = null; if (!isStopped && news.textContent.startsWith("Tersimpan") && typed() !== saved) later(PAUSE); });
    return running;
  };
  const later = (pause) => { clearTimeout(timer); timer = setTimeout(save, pause); };
  const again = () => { if (typed() !== saved && !isUndecided) save(); };

  form.addEventListener("input", () => {
    if (typed() === saved) { clearTimeout(timer); return; }
    const isKept = copy.keep();
    if (!address) say(isKept ? `Koreksi belum diajukan. ${KEPT_HERE}` : "Koreksi belum diajukan.");
    else if (!isStopped) { say("Belum tersimpan ..."); later(PAUSE); }
  });
  window.addEventListener("online", again);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) again(); });
  window.addEventListener("focus", again);
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("input")) return;
    event.preventDefault();
    save();
  });

  // A button first saves in the background: then the device forgets the copy, and nothing is lost without a connection.
  const native = (button) => { renewToken(); form.dataset.isSent = "true"; form.requestSubmit(button); };
  form.addEventListener("submit", async (event) => {
    if (form.dataset.isSent) { delete form.dataset.isSent; return; }
    const button = event.submitter;
    if (!address) { if (navigator.onLine) copy.forget(); return; }
    if (!running && (isStopped || typed() === saved)) { renewToken(); return; }
    event.preventDefault();
    await running;
    const status = isStopped ? 409 : typed() === saved ? 200 : await save();
    if ([200, 409, 422, 423].includes(status)) native(button);
  });

  // Whoever signs out leaves nothing on this device, also not through a saving that breaks off.
  document.addEventListener("submit", (event) => {
    if (event.target.getAttribute("action") === "/keluar/") { clearTimeout(timer); isStopped = isUndecided = true; }
  });

  // A copy from before is offered, never put back silently.
  const old = copy.read();
  const put = (values) => Object.entries(values).forEach(([name, value]) => {
    const field = form.elements[name];
    if (field) { field.value = value; const box = field.closest("details"); if (box && value) box.open = true; }
  });
  const ask = () => {
    isUndecided = true;
    const when = new Date(old.at).toLocaleString("id-ID", { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", timeZone: "Asia/Jakarta", timeZoneName: "short" });
    const changed = old.seen === form.seen.value ? "" : " Isian di server sudah berubah sejak itu; bandingkan dahulu.";
    panel.querySelector("p").textContent = `Ada ketikan dari ${when} di perangkat ini yang belum tersimpan.${changed}`;
    panel.hidden = false;
  };
  panel.querySelector("[data-restore]").addEventListener("click", () => {
    isUndecided = false;
    panel.hidden = true;
    put(old.fields);
    (document.getElementById("angka")?.querySelector("input, select") || form.querySelector("textarea") || form).dispatchEvent(new Event("input", { bubbles: true }));
  });
  document.querySelectorAll("[data-forget]").forEach((button) => button.addEventListener("click", () => { isUndecided = false; panel.hidden = true; copy.forget(); }));
  if (form.dataset.dirty) copy.keep();
  else if (old && JSON.stringify({ ...fields(), ...old.fields }) !== typed()) ask();
  else copy.forget();

  // After the session the answer of the computation leads to the door; what is typed here must not be left for it.
  form.addEventListener("htmx:beforeOnLoad", (event) => {
    const { xhr } = event.detail;
    if (!xhr.getResponseHeader("HX-Redirect") && !xhr.responseURL.includes(form.dataset.door)) return;
    event.preventDefault();
    if (address) again();
    else failed("Anda sudah keluar atau sesi berakhir.", signIn());
  });
  // What is sent was gathered before this event.
  form.addEventListener("htmx:configRequest", (event) => {
    renewToken();
    if (token()) event.detail.parameters.csrfmiddlewaretoken = token();
  });
  form.classList.add("is-live");
  document.querySelector("#perbandingan, #kesalahan")?.focus();
})();
