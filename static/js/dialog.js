// <a href="/ask/" data-dialog="id">: opens <dialog id="id"> here; without scripts the link's page asks.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (dialog?.showModal) {
    event.preventDefault();
    dialog.showModal();
  } else if (event.target.matches?.("dialog")) {
    event.target.close(); // a click on the backdrop
  }
});
