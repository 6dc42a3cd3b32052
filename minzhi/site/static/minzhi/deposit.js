// The page of a deposit: chosen files are hashed here, and only their names, sizes and hashes go into the form.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const chosen = document.querySelector("[data-hash]"), told = document.querySelector("[data-told]");
  if (!chosen) return;
  const form = chosen.closest("form"), button = form.querySelector("button[type=submit]");
  const files = form.querySelector("[name=hashes]"), sketch = form.querySelector("[name=sketch]");
  const line = (text) => { const item = document.createElement("li"); item.textContent = text; return item; };
  chosen.addEventListener("change", async () => {
    button.disabled = true;
    files.value = sketch.value = "";
    const found = await depositOf(chosen.files, (name, share) => told.replaceChildren(line(`${name} ${Math.round(100 * share)}%`)));
    files.value = JSON.stringify(found.files);
    sketch.value = found.sketch ? JSON.stringify(found.sketch) : "";
    told.replaceChildren(...found.files.map((each) => line(`${each.name}　SHA-256 ${each.sha256}`)));
    if (found.sketch) told.append(line(`${told.dataset.told} ${found.sketch.rows}`));
    button.disabled = false;
  });
});
