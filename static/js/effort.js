// How hard it was, asked where one danced: <form data-effort> with a button for each number. It posts to the session's
// address and "effort/"; the link beside it leads to the session itself.

export function askEffort(address) {
  const form = document.querySelector("form[data-effort]");
  if (!form) return;
  form.hidden = false;
  form.onsubmit = (event) => { // not one more listener for a class that is danced twice
    event.preventDefault();
    tell(form, event.submitter, `${address}effort/`);
  };
}

async function tell(form, pressed, url) {
  const asked = { method: "POST", body: new FormData(form, pressed), headers: { Accept: "application/json" } };
  const answer = await fetch(url, { ...asked, redirect: "manual" }).catch(() => null); // who is signed out is led away: not kept
  form.querySelector("[data-said]").textContent = answer?.ok ? form.dataset.thanks : form.dataset.later;
  if (!answer?.ok) return;
  for (const button of form.querySelectorAll("button")) button.setAttribute("aria-pressed", String(button === pressed));
}
