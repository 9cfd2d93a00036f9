// The button "I did this class". Where there is no network its report waits on this device; one the server refuses is
// said to be refused. `onDone(answer)`: one that had waited was taken.

export function doneForms(reports, onDone) {
  for (const form of document.querySelectorAll("form[data-done]")) {
    const [address, button] = [form.getAttribute("action"), form.querySelector("button")];
    reports.answers[address] = (answer) => {
      button.disabled = false;
      if (answer.refused) refuse();
      else onDone(answer);
    };
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      button.disabled = true;
      const { csrfmiddlewaretoken: _token, ...fields } = Object.fromEntries(new FormData(form));
      const answer = await reports.send(address, fields);
      if (answer?.next) {
        location.assign(answer.next);
      } else if (answer) {
        button.disabled = false;
        refuse();
      } else {
        dispatchEvent(new CustomEvent("reports:done-later", { detail: reports }));
      }
    });
  }
}

function refuse() {
  dispatchEvent(new CustomEvent("reports:refused"));
}
