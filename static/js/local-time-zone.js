// <input data-time-zone>: filled with the device's IANA zone, unless it holds one.
const fill = () => {
  for (const input of document.querySelectorAll("[data-time-zone]"))
    input.value ||= Intl.DateTimeFormat().resolvedOptions().timeZone;
};
fill();
document.addEventListener("htmx:load", fill);
