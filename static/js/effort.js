// How hard it was, asked where one danced: <form data-effort> with a button for each number. It posts to the session's
// address and "effort/"; the link beside it leads to the session itself. Danced again, the form asks about that session.

export function askEffort(address) {
  const form = document.querySelector("form[data-effort]");
  if (!form) return;
  if (!form.dataset.session) form.addEventListener("submit", send);
  form.dataset.session = address;
  show(form, "", null);
  form.hidden = false;
  tellCounted(address);
}

// What it counted for in the week, and what takes it back; without an answer the link to the session is enough.
async function tellCounted(address) {
  const part = document.querySelector("[data-counts]");
  if (!part) return;
  part.replaceChildren();
  const asked = `${address}counts/?next=${encodeURIComponent(location.pathname)}`;
  const answer = await fetch(asked, { redirect: "manual" }).catch(() => null);
  if (answer?.ok) part.innerHTML = await answer.text();
}

async function send(event) {
  event.preventDefault();
  const { currentTarget: form, submitter } = event;
  const { session, thanks, later } = form.dataset;
  const sent = { method: "POST", body: new FormData(form, submitter), headers: { Accept: "application/json" } };
  // Who is signed out is led away: not kept.
  const answer = await fetch(`${session}effort/`, { ...sent, redirect: "manual" }).catch(() => null);
  if (session !== form.dataset.session) return; // asked about another by now
  if (answer?.ok) show(form, thanks, submitter);
  else form.querySelector("[data-said]").textContent = later;
}

function show(form, words, pressed) {
  form.querySelector("[data-said]").textContent = words;
  for (const button of form.querySelectorAll("button")) button.setAttribute("aria-pressed", String(button === pressed));
}
