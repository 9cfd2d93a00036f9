// What is told of reports: quiet lines [data-part=unsent], [data-part=doneLater], [data-part=doneSignedOut] and
// [data-part=doneRefused]; and beside the button "I did this class" that it is done today ([data-done-today]), the
// button then behind a quiet question.

import { dayClock } from "./clock-face.js";

const line = (part) => document.querySelector(`[data-part=${part}]`);

function show(part, yes) {
  if (line(part)) line(part).hidden = !yes;
}

addEventListener("reports:network", ({ detail: there }) => {
  show("unsent", !there && line("doneLater")?.hidden && line("doneSignedOut")?.hidden);
  if (there) for (const part of ["doneLater", "doneSignedOut"]) show(part, false);
});

addEventListener("reports:done-later", ({ detail: { signedOut } }) => {
  show("doneLater", !signedOut);
  show("doneSignedOut", signedOut);
  for (const other of ["unsent", "doneRefused"]) show(other, false);
});

addEventListener("reports:refused", () => show("doneRefused", true));

addEventListener("reports:done", () => {
  for (const part of ["doneLater", "doneSignedOut", "doneRefused"]) show(part, false);
  const today = document.querySelector("[data-done-today]");
  if (!today) return;
  today.querySelector("[data-done-at]").textContent = dayClock(new Date());
  today.hidden = false;
  const again = today.querySelector("[data-done-again]");
  const form = document.querySelector("[data-done-first]");
  if (!form) return;
  form.querySelector("button").disabled = false;
  form.removeAttribute("data-done-first");
  again.append(form);
});
