// A press whose answer does not come, for want of a network or by a fault of the server, says so: [data-unreached].
// Where the answer is to wait (429), it says for how long, in the words of the page that htmx does not swap in.
// What is gone meanwhile never comes: that is said. What a page asks by itself stays quiet.
const BY_HAND = new Set(["click", "submit", "change"]);
const GONE = new Set([403, 404, 410]);
let usual;

function show(said) {
  const line = document.querySelector("[data-unreached]"), words = line?.querySelector("p");
  if (!words) return;
  usual ??= words.textContent;
  if (said !== null) words.textContent = said || usual;
  line.hidden = said === null;
}

function wait({ status, responseText }) {
  if (GONE.has(status)) return document.querySelector("[data-unreached]").dataset.gone;
  if (status !== 429) return "";
  return new DOMParser().parseFromString(responseText, "text/html").querySelector(".lead")?.textContent.trim();
}

for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(name, ({ detail }) => { if (BY_HAND.has(detail.requestConfig?.triggeringEvent?.type)) show(wait(detail.xhr) ?? ""); });
}
document.addEventListener("htmx:afterRequest", ({ detail }) => { if (detail.successful) show(null); });
