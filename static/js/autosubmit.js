// <form data-autosubmit>: sent when a choice changes.
document.addEventListener("change", (event) => {
  event.target.closest("form[data-autosubmit]")?.requestSubmit();
});
