// How hard it was, asked where one danced: <form data-effort> with a button for each number. It posts to the session's
// address and "effort/"; the link beside it leads to the session itself.

export function askEffort(address) {
  const form = document.querySelector("form[data-effort]");
  if (!form) return;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const body = new FormData(form, event.submitter);
    const answer = await fetch(`${address}effort/`, { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => null);
    const said = form.querySelector("[data-said]");
    said.textContent = answer?.ok ? form.dataset.thanks : form.dataset.later;
    if (!answer?.ok) return;
    for (const button of form.querySelectorAll("button")) button.setAttribute("aria-pressed", String(button === event.submitter));
  });
}
