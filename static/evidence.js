// Evidence by drag and drop, with a bar for each file. Without this file the same form uploads as any other.
(() => {
  const WORDS = {
    waiting: "menunggu", sending: "mengunggah", checking: "memeriksa isi berkas", done: "tersimpan",
    network: "Sambungan terputus. Berkas ini belum tersimpan; coba lagi.",
    signedOut: "Berkas ini belum tersimpan: Anda sudah keluar. Muat ulang halaman ini lalu masuk lagi.",
    failed: "Berkas ini belum tersimpan. Muat ulang halaman ini lalu coba lagi.",
    proxy: "Berkas ini terlalu besar untuk diterima server.",
    empty: "Berkas ini kosong (0 byte).",
    many: "Jumlah berkas sudah penuh.",
  };
  const box = () => document.querySelector("[data-evidence]");
  const size = (bytes) => `${(bytes / 1048576).toLocaleString("id-ID", { maximumFractionDigits: 1 })} MB`;
  const make = (tag, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };

  // One row for each file: its name, how far it is, and in the end why it was refused.
  const rowFor = (file) => {
    const words = make("span", { className: "evidence-state", textContent: WORDS.waiting });
    const bar = make("progress", { max: 100, value: 0, ariaLabel: `Unggahan ${file.name}` });
    const row = make("li", {}, make("span", { className: "evidence-name", textContent: file.name }), words, bar);
    return {
      row,
      say: (text) => { words.textContent = text; },
      at: (share) => { bar.value = share; },
      fail: (text) => { row.classList.add("is-failed"); words.textContent = text; bar.remove(); },
      isFailed: () => row.classList.contains("is-failed"),
    };
  };

  const refusal = (file, form, place) => {
    const most = Number(form.dataset.mostBytes);
    if (!file.size) return WORDS.empty;
    if (file.size > most) return `${size(file.size)} terlalu besar; paling besar ${size(most)} satu berkas.`;
    return place >= Number(form.dataset.left) ? WORDS.many : "";
  };

  // The answer is the box again, and its errors where the file was refused.
  const read = (request) => {
    const fresh = new DOMParser().parseFromString(request.responseText || "", "text/html").querySelector("[data-evidence]");
    if (!fresh) return { error: request.status === 413 ? WORDS.proxy : request.status === 200 ? WORDS.signedOut : WORDS.failed };
    const errors = [...fresh.querySelectorAll("[data-evidence-error]")].map((item) => item.textContent);
    return { fresh, error: errors.join(" ") };
  };

  const send = (address, data, onProgress = () => {}) => new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.setRequestHeader("HX-Request", "true");
    request.upload.addEventListener("progress", (event) => { if (event.lengthComputable) onProgress((100 * event.loaded) / event.total); });
    request.addEventListener("load", () => resolve(read(request)));
    request.addEventListener("error", () => resolve({ error: WORDS.network }));
    request.send(data);
  });

  const formData = (form, file) => {
    const data = new FormData();
    data.append("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    if (file) data.append("files", file, file.name);
    return data;
  };

  const upload = async (file, form, shown) => {
    shown.say(WORDS.sending);
    const answer = await send(form.action, formData(form, file), (share) => {
      shown.at(share);
      shown.say(share >= 100 ? WORDS.checking : `${WORDS.sending} ${Math.floor(share)}%`);
    });
    if (answer.error) shown.fail(answer.error.replace(`${file.name}: `, ""));
    else shown.say(WORDS.done);
    return answer.fresh;
  };

  // What was refused stays readable beside the fresh list; the news is set afterwards, so that it is read out.
  const renew = (fresh, failed, news, reasons = []) => {
    fresh.querySelector("[data-evidence-news]").textContent = "";
    fresh.querySelector("[data-evidence-progress]").replaceChildren(...failed);
    box().replaceWith(fresh);
    prepare();
    announce(news, reasons);
  };
  // The reasons stand in the list for those who see it; here they are only heard.
  const announce = (news, reasons = []) => setTimeout(() => {
    const heard = make("span", { className: "visually-hidden", textContent: ` ${reasons.join(" ")}` });
    box().querySelector("[data-evidence-news]").replaceChildren(news, ...(reasons.length ? [heard] : []));
  }, 100);

  const uploadAll = async (form, files) => {
    if (!files.length || box().ariaBusy === "true") return;
    box().ariaBusy = "true";
    const progress = box().querySelector("[data-evidence-progress]");
    let place = 0;
    const queue = files.map((file) => {
      const shown = rowFor(file);
      const reason = refusal(file, form, place);
      if (reason) shown.fail(reason); else place += 1;
      return { file, shown };
    });
    progress.replaceChildren(...queue.map(({ shown }) => shown.row));
    let fresh = null;
    for (const { file, shown } of queue) {
      if (!shown.isFailed()) fresh = (await upload(file, form, shown)) || fresh;
    }
    const failed = queue.filter(({ shown }) => shown.isFailed()).map(({ shown }) => shown.row);
    const stored = queue.length - failed.length;
    const reasons = failed.map((row) => `${row.querySelector(".evidence-name").textContent}: ${row.querySelector(".evidence-state").textContent}`);
    const news = [stored && `${stored} berkas tersimpan.`, failed.length && `${failed.length} berkas ditolak.`].filter(Boolean).join(" ");
    box().ariaBusy = "false";
    if (fresh) renew(fresh, failed, news, reasons); else { form.reset(); announce(news, reasons); }
    box().querySelector("#berkas-bukti")?.focus({ preventScroll: true });
  };

  const remove = async (form) => {
    const answer = await send(form.action, formData(form));
    if (!answer.fresh) { form.append(make("p", { className: "field-error", textContent: answer.error })); announce("", [answer.error]); return; }
    const news = answer.error ? "" : answer.fresh.querySelector("[data-evidence-news]").textContent;
    renew(answer.fresh, [...answer.fresh.querySelectorAll("[data-evidence-error]")], news, answer.error ? [answer.error] : []);
    (box().querySelector("#berkas-bukti") || box().querySelector(".evidence-title"))?.focus({ preventScroll: true });
  };

  const prepare = () => box()?.classList.add("is-live");
  const target = (event) => event.target.closest?.("[data-evidence-add]");
  const hasFiles = (event) => [...(event.dataTransfer?.types || [])].includes("Files");

  document.addEventListener("change", (event) => {
    const form = target(event);
    if (form && event.target.type === "file") uploadAll(form, [...event.target.files]);
  });
  document.addEventListener("submit", (event) => {
    const adding = event.target.matches("[data-evidence-add]");
    if (!adding && !event.target.matches("[data-evidence-remove]")) return;
    event.preventDefault();
    if (adding) uploadAll(event.target, [...event.target.querySelector("[type=file]").files]); else remove(event.target);
  });
  // Leaving the box for one of its own children is not leaving it.
  document.addEventListener("dragover", (event) => {
    if (!hasFiles(event) || !box()) return;
    event.preventDefault();
    document.querySelector("[data-evidence-add]")?.classList.toggle("is-over", Boolean(target(event)));
    event.dataTransfer.dropEffect = target(event) ? "copy" : "none";
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) document.querySelector("[data-evidence-add]")?.classList.remove("is-over");
  });
  document.addEventListener("drop", (event) => {
    if (!hasFiles(event) || !box()) return;
    event.preventDefault();
    document.querySelector("[data-evidence-add]")?.classList.remove("is-over");
    if (target(event)) uploadAll(target(event), [...event.dataTransfer.files]);
  });
  prepare();
})();
