// The button "I did this class" where there is no network: the report waits on this device.

export function doneForms(reports) {
  for (const form of document.querySelectorAll("form[data-done]")) {
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      form.querySelector("button").disabled = true;
      const { csrfmiddlewaretoken: _token, ...fields } = Object.fromEntries(new FormData(form));
      const answer = await reports.send(form.getAttribute("action"), fields);
      if (answer?.next) location.assign(answer.next);
      else dispatchEvent(new CustomEvent("reports:done-later"));
    });
  }
}
