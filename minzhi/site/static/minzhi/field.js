// A work order on a phone: a signature is drawn with a finger, a photograph brings its time along.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
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
  let drawing = false;
  const place = (event) => {
    const box = board.getBoundingClientRect();
    return [((event.clientX - box.left) * board.width) / box.width, ((event.clientY - box.top) * board.height) / box.height];
  };
  board.addEventListener("pointerdown", (event) => {
    drawing = true;
    board.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(...place(event));
  });
  board.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    pen.lineTo(...place(event));
    pen.stroke();
  });
  board.addEventListener("pointerup", () => {
    drawing = false;
    kept.value = board.toDataURL("image/png");
  });
  document.querySelector("[data-clear]").addEventListener("click", () => {
    pen.clearRect(0, 0, board.width, board.height);
    kept.value = "";
  });
});
