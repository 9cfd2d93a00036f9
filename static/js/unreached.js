// A press whose answer does not come, for want of a network or by a fault of the server, says so: [data-unreached].
// What a page asks by itself stays quiet.
const BY_HAND = new Set(["click", "submit", "change"]);

function show(yes) {
  const line = document.querySelector("[data-unreached]");
  if (line) line.hidden = !yes;
}

for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(name, ({ detail }) => { if (BY_HAND.has(detail.requestConfig?.triggeringEvent?.type)) show(true); });
}
document.addEventListener("htmx:afterRequest", ({ detail }) => { if (detail.successful) show(false); });
