// A form that was just sent is not sent again by the second half of a double click.
const MEANT_AGAIN_MS = 2000;
const sent = new WeakMap();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post")) return;
  if (event.timeStamp - (sent.get(form) ?? -Infinity) < MEANT_AGAIN_MS) event.preventDefault();
  else sent.set(form, event.timeStamp);
});
