// What is told of reports that wait for the network: quiet lines [data-part=unsent] and [data-part=doneLater].

const line = (part) => document.querySelector(`[data-part=${part}]`);

addEventListener("reports:network", ({ detail: there }) => {
  if (line("unsent")) line("unsent").hidden = there;
  if (there && line("doneLater")) line("doneLater").hidden = true;
});

addEventListener("reports:done-later", () => {
  if (!line("doneLater")) return;
  line("doneLater").hidden = false;
  line("unsent").hidden = true;
});
