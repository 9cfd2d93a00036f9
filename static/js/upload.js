// [data-drop] takes dropped files into its file input; form[data-upload], sent by htmx, shows how far it is.
const frame = (event) => event.target.closest?.("[data-drop]");
const input = (drop) => drop.querySelector('input[type="file"]');

function name(drop) {
  const said = drop.querySelector("[data-drop-files]");
  const files = [...input(drop).files].map((file) => file.name);
  said.dataset.hint ??= said.textContent;
  said.textContent = files.length > 4 ? `${files.slice(0, 3).join(", ")} + ${files.length - 3}` : files.join(", ") || said.dataset.hint;
}

for (const kind of ["dragover", "dragleave", "drop"])
  document.addEventListener(kind, (event) => {
    const drop = frame(event);
    if (!drop) return;
    event.preventDefault();
    drop.toggleAttribute("data-over", kind === "dragover");
    if (kind !== "drop") return;
    input(drop).files = event.dataTransfer.files;
    name(drop);
  });

document.addEventListener("change", (event) => {
  const drop = frame(event);
  if (drop) name(drop);
});

document.addEventListener("htmx:xhr:progress", ({ target, detail }) => {
  if (!target.matches("form[data-upload]") || !detail.lengthComputable) return;
  let bar = target.querySelector("progress");
  if (!bar) {
    bar = document.createElement("progress");
    bar.setAttribute("aria-label", target.dataset.upload);
    target.querySelector(".actions, [type=submit]")?.before(bar);
  }
  bar.max = detail.total;
  bar.value = detail.loaded;
});
