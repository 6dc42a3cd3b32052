// The page that makes a list of hashes off line, to be carried to the page of deposits.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const named = document.querySelector(".file i"), none = named.textContent;
  const chosen = document.querySelector("#files"), told = document.querySelector("#told"), save = document.querySelector("#save");
  chosen.addEventListener("change", async () => {
    save.hidden = true;
    named.textContent = Array.from(chosen.files, (file) => file.name).join("、") || none; // in the page's languages
    const found = await depositOf(chosen.files, (name, share) => { told.textContent = `${name} ${Math.round(100 * share)}%`; });
    told.textContent = JSON.stringify({ format: "minzhi-deposit-list-1", ...found }, null, 1);
    save.href = URL.createObjectURL(new Blob([told.textContent], { type: "application/json" }));
    save.hidden = false;
  });
});
