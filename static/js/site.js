// One behaviour per file, each listening on the document, so that what htmx brings in later works too.
import "./autosubmit.js";
import "./back.js";
import "./copy.js";
import "./dialog.js";
import "./error-summary.js";
import "./fresh.js";
import "./local-time-zone.js";
import "./menu.js";
import "./once.js";
import "./print.js";
import "./said.js";
import "./theme.js";
import "./typed.js";
import "./unreached.js";
import "./upload.js";

document.documentElement.classList.add("js");
