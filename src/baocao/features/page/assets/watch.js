// The screen of `baocao watch`: asks what changed, and puts what Python has written in its place.
"use strict";
(() => {
  let version = Number(document.body.dataset.version);
  let shown = document.body.dataset.preview;
  const state = () => document.getElementById("trang-thai");

  /** Put parts of the screen as it is now in the place of those of before; the preview stays. */
  async function renewScreen() {
    const answer = await fetch("./", { cache: "no-store" });
    if (!answer.ok) throw new Error(String(answer.status));
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    // Whoever stands at a document of the list goes on standing there.
    const focused = document.activeElement && document.activeElement.closest("#chon");
    const at = focused ? document.activeElement.getAttribute("href") : null;
    for (const id of ["dau", "trang-thai", "van-de", "chon"]) {
      const old = document.getElementById(id);
      const scrolled = old.scrollTop;
      old.replaceWith(document.adoptNode(fresh.getElementById(id)));
      document.getElementById(id).scrollTop = scrolled;
    }
    if (at !== null) [...document.querySelectorAll("#chon a")].find(a => a.getAttribute("href") === at)?.focus();
    document.title = fresh.title;
    return fresh.getElementById("xem");
  }

  /** Show another document, or the same as it is now, where one was reading. */
  function renewPreview(fresh, again) {
    const old = document.getElementById("xem");
    if (old.dataset.name !== fresh.dataset.name || old.tagName !== fresh.tagName || old.title !== fresh.title) {
      old.replaceWith(document.adoptNode(fresh));
      return;
    }
    if (again && old.tagName === "IFRAME") {
      // A program that shows PDF inside of a browser may not let itself be told to.
      try { old.contentWindow.location.reload(); } catch { old.replaceWith(document.adoptNode(fresh)); }
    }
    if (old.tagName !== "IFRAME") old.textContent = fresh.textContent;
  }

  function showBusy(busy) {
    document.body.classList.toggle("busy", busy);
    document.body.classList.remove("lost");
    if (busy) state().textContent = "Đang dựng lại…";
  }

  function showLost() {
    document.body.classList.add("lost");
    state().textContent = "baocao watch đã dừng; chạy lại và mở địa chỉ mới.";
  }

  async function takeState(now) {
    showBusy(now.busy);
    if (!now.busy) renewPreview(await renewScreen(), shown !== now.preview);
    shown = now.preview;
    version = now.version;
  }

  async function followChanges() {
    for (let failures = 0; failures < 5;) {
      try {
        const answer = await fetch(`doi?tu=${version}`, { cache: "no-store" });
        if (!answer.ok) throw new Error(String(answer.status));
        const now = await answer.json();
        if (now.version !== version) await takeState(now);
        failures = 0;
      } catch {
        failures += 1;
        await new Promise(done => setTimeout(done, 400));
      }
    }
    showLost();
  }

  document.addEventListener("click", event => {
    const link = event.target.closest("#chon a");
    if (!link || event.metaKey || event.ctrlKey || event.button) return;
    event.preventDefault();
    fetch(link.getAttribute("href"), { cache: "no-store" });
    for (const each of document.querySelectorAll("#chon a")) each.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
  });
  followChanges();
})();
