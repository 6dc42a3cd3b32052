// Hashes of files and sketches of their rows, on the applicant's own machine: nothing is sent from here.
"use strict";

const SKETCH = { format: "minzhi-sketch-1", size: 256, signs: 15, prune: 4096 };

/** Returns {name, size, sha256} of a file, read piece by piece. */
async function hashOf(file, tell) {
  const digest = sha256.create();
  await pieces(file, (bytes, done) => { digest.update(bytes); tell(done / (file.size || 1)); });
  return { name: file.name, size: file.size, sha256: digest.hex() };
}

async function pieces(file, take) {
  const PIECE = 4 * 1024 * 1024;
  for (let at = 0; at < file.size; at += PIECE) {
    const end = Math.min(file.size, at + PIECE);
    take(new Uint8Array(await file.slice(at, end).arrayBuffer()), end);
  }
}

/** Returns the hash of a row, whatever the order of its columns. */
function rowHash(cells) {
  return sha256(cells.map((cell) => cell.normalize("NFKC").trim()).sort().join("\x1f")).slice(0, SKETCH.signs);
}

/** Returns the sketch of a CSV file in UTF-8 whose first row is the head; memory does not grow with the file. */
async function sketchOf(file, tell) {
  const text = new TextDecoder("utf-8");
  let least = new Set(), count = 0, head = true, bound = null;
  const keep = () => {
    const sorted = [...least].sort().slice(0, SKETCH.size);
    least = new Set(sorted);
    if (sorted.length === SKETCH.size) bound = sorted[sorted.length - 1];
  };
  const row = (cells) => {
    if (head) { head = false; return; }
    if (!cells.some((cell) => cell.trim())) return;
    count += 1;
    const hash = rowHash(cells);
    if (bound !== null && hash > bound) return;
    least.add(hash);
    if (least.size > SKETCH.prune) keep();
  };
  const parser = csv(row);
  await pieces(file, (bytes, done) => { parser.take(text.decode(bytes, { stream: true })); tell(done / file.size); });
  parser.take(text.decode());
  parser.end();
  keep();
  return { format: SKETCH.format, rows: count, least: [...least] };
}

/** Returns a reader of CSV (RFC 4180) that is given text piece by piece and calls `row` with the cells of each row. */
function csv(row) {
  let cells = [], cell = "", quoted = false, after = false, first = true;
  const end = () => { cells.push(cell); cell = ""; row(cells); cells = []; };
  const sign = (each) => {
    if (quoted) {
      if (!after) { if (each === '"') after = true; else cell += each; return; }
      after = false;
      if (each === '"') { cell += '"'; return; }
      quoted = false;
    }
    if (each === '"' && cell === "") quoted = true;
    else if (each === ",") { cells.push(cell); cell = ""; }
    else if (each === "\n") end();
    else if (each !== "\r") cell += each;
  };
  return {
    take(text) {
      for (const each of text) {
        if (first && each === "\ufeff") { first = false; continue; }
        first = false;
        sign(each);
      }
    },
    end() { if (cell || cells.length) end(); },
  };
}

/** Returns {files, sketch} of what was chosen; a list made by the offline page stands for the files it names. */
async function depositOf(files, tell) {
  const found = { files: [], sketch: null };
  for (const file of files) {
    const list = file.name.endsWith(".json") && file.size < 4e6 ? listIn(await file.text()) : null;
    if (list) { found.files.push(...list.files); found.sketch = list.sketch || found.sketch; continue; }
    found.files.push(await hashOf(file, (share) => tell(file.name, share / 2)));
    if (/\.csv$/i.test(file.name) && !found.sketch) found.sketch = await sketchOf(file, (share) => tell(file.name, (1 + share) / 2));
    tell(file.name, 1);
  }
  return found;
}

function listIn(text) {
  try {
    const given = JSON.parse(text);
    return given.format === "minzhi-deposit-list-1" ? given : null;
  } catch { return null; }
}
