// <button data-say="demi-plié" lang="fr" hidden> has the browser's voice say it. It is shown where there are voices;
// how to say it stands beside it in letters, so nothing is announced.
const voices = window.speechSynthesis;
const SLOWLY = 0.8;

function voiceFor(language) {
  return voices.getVoices().find((voice) => voice.lang.toLowerCase().startsWith(language));
}

function say(button) {
  const said = new SpeechSynthesisUtterance(button.dataset.say);
  said.lang = button.lang === "fr" ? "fr-FR" : button.lang;
  said.voice = voiceFor(button.lang) ?? null; // null: the browser looks for one by the language
  said.rate = SLOWLY;
  voices.cancel(); // pressed twice, it begins again
  voices.speak(said);
}

if (voices) {
  const buttons = document.querySelectorAll("button[data-say]");
  const show = () => { for (const button of buttons) button.hidden = !voices.getVoices().length; };
  for (const button of buttons) button.addEventListener("click", () => say(button));
  voices.addEventListener?.("voiceschanged", show); // they come late, or never
  addEventListener("pagehide", () => voices.cancel());
  show();
}
