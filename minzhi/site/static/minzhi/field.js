// A work order on a phone: a signature is drawn with a finger, a photograph brings its time along, nothing needs a network.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  drawing();
  const place = document.querySelector("[data-queue]");
  if (place && "indexedDB" in window && crypto.subtle && "serviceWorker" in navigator) offLine(place);
});

function drawing() {
  const photo = document.querySelector("[data-photo]");
  const taken = document.querySelector("[name=taken_at]");
  if (photo && taken) photo.addEventListener("change", () => (taken.value = photo.files[0] ? photo.files[0].lastModified : ""));

  const board = document.querySelector("canvas[data-sign]");
  const kept = document.querySelector("[name=drawn]");
  if (!board || !kept) return;
  board.closest("[hidden]").hidden = false;
  const pen = board.getContext("2d");
  pen.lineWidth = 3;
  pen.lineCap = pen.lineJoin = "round";
  let isDown = false;
  const place = (event) => {
    const box = board.getBoundingClientRect();
    return [((event.clientX - box.left) * board.width) / box.width, ((event.clientY - box.top) * board.height) / box.height];
  };
  board.addEventListener("pointerdown", (event) => {
    isDown = true;
    board.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(...place(event));
  });
  board.addEventListener("pointermove", (event) => {
    if (!isDown) return;
    pen.lineTo(...place(event));
    pen.stroke();
  });
  board.addEventListener("pointerup", () => {
    isDown = false;
    kept.value = board.toDataURL("image/png");
  });
  document.querySelector("[data-clear]").addEventListener("click", () => {
    pen.clearRect(0, 0, board.width, board.height);
    kept.value = "";
  });
}

function offLine(place) {
  const { holder } = place.dataset;
  const form = document.querySelector("form[data-field]");
  const part = (name) => place.querySelector(`[data-${name}]`);
  const say = (words) => {
    part("said").textContent = words;
    part("said").hidden = !words;
  };

  async function show() {
    const entries = await fieldQueue.all();
    const mine = entries.filter((entry) => entry.holder === holder);
    part("others").hidden = mine.length === entries.length;
    part("line").hidden = navigator.onLine;
    part("later").hidden = !mine.length || !navigator.onLine;
    part("entries").replaceChildren(...mine.map(row));
    place.hidden = !entries.length && navigator.onLine && part("said").hidden;
  }

  function row(entry) {
    const li = place.querySelector("template").content.cloneNode(true).firstElementChild;
    const at = (name) => li.querySelector(`[data-${name}]`);
    at("title").textContent = entry.label;
    at("at").textContent = new Date(entry.keptAt).toLocaleTimeString();
    at("state").textContent = place.dataset[entry.state];
    at("why").textContent = entry.why;
    at("hash").textContent = entry.sha256 ? `SHA-256 ${entry.sha256.slice(0, 12)}…` : "";
    at("save").hidden = !entry.photo;
    if (entry.photo) Object.assign(at("save"), { href: URL.createObjectURL(entry.photo), download: entry.name });
    at("anyway").hidden = entry.state !== "conflict";
    at("anyway").addEventListener("click", () => again(entry));
    at("drop").hidden = entry.state === "waiting";
    at("drop").addEventListener("click", () => confirm(place.dataset.drop) && fieldQueue.drop(entry.key).then(show));
    return li;
  }

  async function again(entry) {
    await fieldQueue.put({ ...entry, state: "waiting", why: "", seen: entry.version });
    await send();
  }

  async function send() {
    let last;
    const stopped = navigator.onLine ? await fieldQueue.flush(holder, (entry, came) => (last = came)) : "no-network";
    say(stopped === "signed-out" ? place.dataset.signin : "");
    if (form && last) await refresh(last);
    await show();
  }

  // What the office has now stands on the page; what is being written stays.
  async function refresh(last) {
    if (last.state === "sent" && last.order_state === "reported") return location.reload();
    const shown = await fieldQueue.page(location.pathname).catch(() => null); // it is shown as it was
    if (!shown) return;
    for (const fresh of shown.querySelectorAll("[data-fresh]")) {
      const old = document.getElementById(fresh.id);
      if (old) old.replaceWith(fresh);
    }
  }

  async function keep(event) {
    event.preventDefault();
    event.stopPropagation();
    const button = event.submitter;
    const entry = await fieldQueue.made(form, button.value, holder);
    await fieldQueue.put({ ...entry, label: button.dataset.kept + (entry.name ? `　${entry.name}` : "") });
    await send();
    const left = (await fieldQueue.all()).find((each) => each.key === entry.key);
    if (left && left.state === "refused") {
      await fieldQueue.drop(entry.key); // the form still holds all of it
      say(left.why);
      await show();
      part("said").scrollIntoView({ block: "center" });
    } else clear(button.value);
  }

  function clear(act) {
    const empty = { photo: ["photo", "taken_at"], sign: ["drawn", "who", "refused", "typed"] }[act] || [];
    for (const name of empty) form.elements[name].value = "";
    for (const name of empty) form.elements[name].dispatchEvent(new Event("change")); // what is shown follows
    if (act === "sign") document.querySelector("[data-clear]").click();
  }

  if (form) form.addEventListener("submit", keep);
  part("now").addEventListener("click", send);
  window.addEventListener("online", send);
  window.addEventListener("offline", show);
  navigator.storage.persist();
  send();
  standBy(place);
}

// Let the worker keep this page and the open orders of the list; `data-ready` says that they are there.
async function standBy(place) {
  await navigator.serviceWorker.register(place.dataset.worker);
  const worker = (await navigator.serviceWorker.ready).active;
  const heard = new MessageChannel();
  heard.port1.onmessage = (event) => (place.dataset.ready = event.data);
  const orders = [...document.querySelectorAll("a[data-order]")].map((link) => link.href);
  if (navigator.onLine) worker.postMessage({ keep: [location.pathname, ...orders] }, [heard.port2]);
}
