// What is sent after its session had ended is not kept. What was typed on the page waits in this tab while its runner
// signs in, and stands in its forms again afterwards; nobody else is shown it. [data-typed] says so.
const KEPT = "typed";
const SIGNING_IN = /^\/accounts\/(login|2fa\/authenticate)\//;
const runner = document.body.dataset.runner;
const touched = new Set(); // forms; the one that is pressed may hold nothing, and another one a note
const pathOf = (address) => new URL(address, location).pathname;

function keep() {
  const forms = [...touched].filter((form) => form.isConnected && form.method === "post").map((form) => ({ to: pathOf(form.action), typed: typedInto(form) }));
  const filled = forms.filter(({ typed }) => typed.length);
  if (runner && filled.length) sessionStorage.setItem(KEPT, JSON.stringify({ runner, page: location.pathname, forms: filled }));
}

const typedInto = (form) => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && isTyped(form.elements[name]));
const isTyped = (field) => !["hidden", "password", "submit", "button"].includes(field?.type);

function putBack({ runner: whose, page, forms }) {
  if (whose !== runner || page !== location.pathname) return;
  for (const { to, typed } of forms) {
    const there = [...document.forms].filter((form) => pathOf(form.action) === to);
    if (there.length === 1) fill(there[0], typed);
  }
}

function fill(form, typed) {
  for (const field of form.elements) {
    const values = typed.filter(([name]) => name === field.name).map(([, value]) => value);
    if (!field.name || !isTyped(field)) continue;
    if (["checkbox", "radio"].includes(field.type)) field.checked = values.includes(field.value);
    else if (values.length) field.value = values[0];
    else continue;
    field.closest("details")?.setAttribute("open", "");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  document.querySelector("[data-typed]").hidden = false;
}

document.addEventListener("input", ({ target }) => { if (target.form) touched.add(target.form); });
if (!SIGNING_IN.test(location.pathname)) {
  const kept = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  if (kept && SIGNING_IN.test(document.referrer && pathOf(document.referrer))) putBack(JSON.parse(kept));
}
document.addEventListener("submit", ({ target, defaultPrevented }) => {
  if (defaultPrevented) return; // a script sends it
  touched.add(target);
  keep();
});
document.addEventListener("htmx:beforeOnLoad", ({ detail }) => {
  if (SIGNING_IN.test(pathOf(detail.xhr.getResponseHeader("HX-Redirect") ?? ""))) keep();
});
