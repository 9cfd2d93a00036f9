// <form data-autosubmit>: sent when a choice changes; words are sent with Enter.
document.addEventListener("change", ({ target }) => {
  if (target.type !== "search" && target.form?.matches("[data-autosubmit]")) target.form.requestSubmit();
});
