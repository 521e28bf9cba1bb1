// The staff page: a document is dropped or chosen, what it became is shown, and a button takes it in.
"use strict";
(() => {
  const FILES = ".hwpx,.hwp,.pdf,.docx,.html,.htm,.md,.txt";
  const input = Object.assign(document.createElement("input"), { type: "file", accept: FILES, hidden: true });
  const zone = () => document.querySelector("[data-drop-zone]");
  const became = () => document.querySelector("[data-became]");
  let busy = false;

  function say(text, role = "status") {
    const line = Object.assign(document.createElement("p"), { className: "meta", textContent: text });
    line.setAttribute("role", role);
    became().replaceChildren(line);
  }

  async function post(path, body, headers = {}) {
    if (busy) return false;
    busy = true;
    try {
      const lang = became().dataset.lang;
      const reply = await fetch(`${path}${path.includes("?") ? "&" : "?"}lang=${lang}`, { method: "POST", body, headers });
      const page = new DOMParser().parseFromString(await reply.text(), "text/html");
      became().replaceChildren(...page.body.childNodes);
      return reply.ok;
    } catch {
      say(became().dataset.lost, "alert");
      return false;
    } finally {
      busy = false;
    }
  }

  function read(file) {
    if (!file || busy) return;
    const query = new URLSearchParams();
    for (const field of zone().querySelectorAll("input[name]")) if (field.value.trim()) query.set(field.name, field.value.trim());
    say(became().dataset.reading);
    post(`document?${query}`, file, { "content-type": "application/octet-stream", "x-file-name": encodeURIComponent(file.name) });
  }

  document.addEventListener("click", async (event) => {
    const hit = event.target.closest("[data-choose],[data-take],[data-leave]");
    if (!hit) return;
    if ("choose" in hit.dataset) input.click();
    else if ("leave" in hit.dataset) became().replaceChildren();
    else {
      say(became().dataset.taking);
      if (await post(`document/take?token=${encodeURIComponent(hit.dataset.take)}`, null)) document.querySelector("#documents-refresh")?.click();
    }
  });
  input.addEventListener("change", () => { read(input.files[0]); input.value = ""; });
  const over = (event) => event.target.closest?.("[data-drop-zone]");
  addEventListener("dragover", (event) => { event.preventDefault(); zone()?.classList.toggle("over", Boolean(over(event))); });
  addEventListener("dragleave", (event) => { if (!event.relatedTarget) zone()?.classList.remove("over"); });
  addEventListener("drop", (event) => {
    event.preventDefault();
    zone()?.classList.remove("over");
    if (over(event)) read(event.dataTransfer.files[0]);
  });
  addEventListener("DOMContentLoaded", () => document.body.append(input));
})();
