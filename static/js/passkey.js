// <form data-passkey="make"|"show" data-passkey-options="#id of the data"|"/address/">: asks the device for a passkey,
// puts its answer into [name=credential] and sends the form. What goes wrong is said in [data-passkey-error].
const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const letters = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const listed = (credentials) => (credentials ?? []).map((one) => ({ ...one, id: bytes(one.id) }));

async function options(form) {
  const from = form.dataset.passkeyOptions;
  if (from.startsWith("#")) return JSON.parse(document.querySelector(from).textContent).publicKey;
  const answer = await fetch(from, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(answer.status);
  return (await answer.json()).request_options.publicKey;
}

// A passkey is kept by the device and opened by finger, face or PIN, so that it signs in by itself.
function make(asked) {
  const authenticatorSelection = { ...asked.authenticatorSelection, residentKey: "required", requireResidentKey: true, userVerification: "required" };
  const user = { ...asked.user, id: bytes(asked.user.id) };
  const excludeCredentials = listed(asked.excludeCredentials);
  return navigator.credentials.create({ publicKey: { ...asked, challenge: bytes(asked.challenge), user, excludeCredentials, authenticatorSelection } });
}

function show(asked) {
  return navigator.credentials.get({ publicKey: { ...asked, challenge: bytes(asked.challenge), allowCredentials: listed(asked.allowCredentials) } });
}

function written(credential) {
  const { id, type, rawId, response, authenticatorAttachment } = credential;
  const told = { clientDataJSON: letters(response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) told[name] = letters(response[name]);
  }
  return JSON.stringify({ id, type, rawId: letters(rawId), authenticatorAttachment, response: told, clientExtensionResults: credential.getClientExtensionResults() });
}

function reason(error) {
  if (!window.PublicKeyCredential) return "cannot";
  return { NotAllowedError: "stopped", AbortError: "stopped", InvalidStateError: "there" }[error.name] ?? "failed";
}

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-passkey]");
  if (!form) return;
  event.preventDefault();
  const said = document.querySelector("[data-passkey-error]");
  for (const line of said.children) line.hidden = true;
  try {
    const ask = form.dataset.passkey === "make" ? make : show;
    form.elements.credential.value = written(await ask(await options(form)));
    form.submit();
  } catch (error) {
    said.querySelector(`[data-when="${reason(error)}"]`).hidden = false;
  }
});
