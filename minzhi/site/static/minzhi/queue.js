// What a phone keeps until the office has it: entries in IndexedDB, sent in their order, dropped only when received.
"use strict";

const fieldQueue = (() => {
  class Gone extends Error {}
  const opened = new Promise((done, broken) => {
    const asked = indexedDB.open("minzhi-field", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("entries", { keyPath: "key" });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => broken(asked.error);
  });

  // Do something with the store; resolves when it is on disk.
  async function stored(mode, act) {
    const work = (await opened).transaction("entries", mode, { durability: "strict" });
    const result = act(work.objectStore("entries"));
    return new Promise((done, broken) => {
      work.oncomplete = () => done(result.result);
      work.onerror = work.onabort = () => broken(work.error);
    });
  }
  const put = (entry) => stored("readwrite", (store) => store.put(entry));
  const drop = (key) => stored("readwrite", (store) => store.delete(key));
  const all = async () => (await stored("readonly", (store) => store.getAll())).sort((one, other) => one.keptAt - other.keptAt);

  async function sha256(blob) {
    const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer()));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  // Read a form and the button that was pressed into an entry, with the hash of its picture.
  async function made(form, act, holder) {
    const said = new FormData(form);
    const entry = { key: crypto.randomUUID(), order: location.pathname, holder, do: act, keptAt: Date.now(), state: "waiting", said: [], why: "" };
    entry.said = [...said].filter(([name, value]) => typeof value === "string" && !["csrfmiddlewaretoken", "seen"].includes(name));
    entry.seen = said.get("seen");
    const photo = act === "photo" && said.get("photo");
    const drawn = act === "sign" && said.get("drawn");
    if (photo && photo.size) Object.assign(entry, { photo, name: photo.name, sha256: await sha256(photo) });
    if (drawn) entry.sha256 = await sha256(new Blob([Uint8Array.from(atob(drawn.split(",")[1]), (sign) => sign.charCodeAt(0))]));
    return entry;
  }

  function body(entry, token) {
    const sent = new FormData();
    for (const [name, value] of entry.said) sent.append(name, value);
    if (entry.photo) sent.set("photo", entry.photo, entry.name);
    const own = { do: entry.do, key: entry.key, kept_at: entry.keptAt, sha256: entry.sha256 || "", seen: entry.seen, csrfmiddlewaretoken: token };
    for (const [name, value] of Object.entries(own)) sent.set(name, value);
    return sent;
  }

  // The order's page as it is now, with the word that lets this session send; null when signed out or not there.
  async function page(address) {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    if (answer.status === 404) throw new Gone();
    const shown = new DOMParser().parseFromString(await answer.text(), "text/html");
    return answer.redirected || !shown.querySelector("form[data-field]") ? null : shown;
  }

  // Send one entry; returns what came of it: sent, refused, conflict, gone, signed-out or no-network.
  async function send(entry) {
    try {
      const shown = await page(entry.order);
      if (!shown) return { state: "signed-out" };
      const token = shown.querySelector("form[data-field] [name=csrfmiddlewaretoken]").value;
      const answer = await fetch(`${entry.order}queue/`, { method: "POST", body: body(entry, token) });
      if (answer.status >= 500 || answer.redirected) return { state: "signed-out" };
      const said = await answer.json();
      if (answer.ok) return { state: "sent", ...said };
      return { state: answer.status === 409 ? "conflict" : "refused", ...said };
    } catch (broken) {
      if (broken instanceof Gone) return { state: "gone", sentence: "" };
      if (broken instanceof TypeError) return { state: "no-network" }; // fetch says so
      throw broken;
    }
  }

  const next = async (holder) => (await all()).find((entry) => entry.holder === holder && entry.state === "waiting");

  // Send all that waits, in order; what my own sending changed is no conflict for my next entry.
  async function flush(holder, told) {
    return navigator.locks.request("minzhi-field", async () => {
      for (let entry = await next(holder); entry; entry = await next(holder)) {
        const came = await send(entry);
        if (["signed-out", "no-network"].includes(came.state)) return came.state;
        if (came.state === "sent") {
          await drop(entry.key);
          await follow(entry, came);
        } else await put({ ...entry, state: came.state, why: came.sentence, version: came.version });
        await told(entry, came);
      }
      return "";
    });
  }
  async function follow(sent, came) {
    for (const entry of await all()) {
      if (entry.order === sent.order && String(entry.seen) === String(came.before)) await put({ ...entry, seen: came.after });
    }
  }
  return { put, drop, all, made, flush, page };
})();
