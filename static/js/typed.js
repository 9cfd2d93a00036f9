// A form that was sent after its session had ended was not kept. What was typed waits in this tab while its runner
// signs in, and stands in the form again afterwards; nobody else is shown it. [data-typed] says so.
const KEPT = "typed";
const SIGNING_IN = /^\/accounts\/(login|2fa\/authenticate)\//;
const runner = document.body.dataset.runner;
const pathOf = (address) => new URL(address, location).pathname;

function keep({ target: form, defaultPrevented }) {
  if (!runner || defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post")) return;
  const typed = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && isTyped(form.elements[name]));
  if (typed.length) sessionStorage.setItem(KEPT, JSON.stringify({ runner, page: location.pathname, to: pathOf(form.action), typed }));
}

const isTyped = (field) => !["hidden", "password", "submit", "button"].includes(field?.type);

function putBack({ runner: whose, page, to, typed }) {
  const forms = [...document.forms].filter((form) => pathOf(form.action) === to);
  if (whose !== runner || page !== location.pathname || forms.length !== 1) return;
  for (const field of forms[0].elements) {
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

if (!SIGNING_IN.test(location.pathname)) {
  const kept = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  if (kept && SIGNING_IN.test(document.referrer && pathOf(document.referrer))) putBack(JSON.parse(kept));
}
document.addEventListener("submit", keep);
