// The pages work without this file; it saves a step where it runs.
"use strict";

// After a form came back with errors, the summary is read first.
document.addEventListener("DOMContentLoaded", () => {
  const errors = document.querySelector(".errors[tabindex]");
  if (errors) errors.focus();
});

// A field for files speaks the page's language; left alone it speaks the browser's.
const words = document.currentScript.dataset;
document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("input[type=file]").forEach(sayFiles));
function sayFiles(field) {
  const [place, button, chosen] = ["file", "btn btn-2", "file-chosen"].map((name) => {
    const made = document.createElement("span");
    made.className = name;
    return made;
  });
  button.ariaHidden = chosen.ariaHidden = "true"; // whoever listens hears the field itself
  button.textContent = words.choose;
  field.before(place);
  place.append(button, chosen, field);
  const say = () => (chosen.textContent = Array.from(field.files, (file) => file.name).join("、") || words.unchosen);
  field.addEventListener("change", say);
  say();
}

// A button that cannot be pressed stays visible and says why; pressing it does nothing.
document.addEventListener("click", (event) => {
  if (event.target.closest("[aria-disabled=true]")) event.preventDefault();
});

// A form that changes something is sent once, however often its button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// Whoever signs out leaves no page of a work order on the phone; what was not sent yet stays in its own store.
document.addEventListener("submit", (event) => {
  if ("caches" in window && event.target.action.endsWith("/sign-out/")) caches.delete("field-pages");
});
