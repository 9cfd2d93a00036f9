// <select data-time-zone>, or an input: the device's IANA zone is chosen where none is, or the default UTC.
const fill = () => {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const field of document.querySelectorAll("[data-time-zone]")) {
    const offered = !field.options || [...field.options].some((option) => option.value === zone);
    if (offered && ["", "UTC"].includes(field.value)) field.value = zone;
  }
};
fill();
document.addEventListener("htmx:load", fill);
