// In a mirrored picture of a drawn class one sees the other leg: its words change their sides.

const OTHER = { left: "right", right: "left", Left: "Right", Right: "Left" };
const SIDES = /\b(left|right)(?= (?:leg|foot|heel|knee|hip|arm|hand|side|shoulder)\b)/gi;

// In French the side stands behind, and goes by the gender of what it belongs to.
const WOMANLY = "jambe|main|hanche|cheville|épaule";
const MANLY = "pied|talon|genou|bras|côté";
const FRENCH = new RegExp(`(?<!\\p{L})(?:(${WOMANLY})|(${MANLY})) (gauche|droite?)(?!\\p{L})`, "giu");

const inEnglish = (words) => words.replace(SIDES, (side) => OTHER[side] ?? side);
const inFrench = (words) => words.replace(FRENCH, (all, hers, his, side) => {
  const other = side.toLowerCase() !== "gauche" ? "gauche" : hers ? "droite" : "droit";
  return `${hers ?? his} ${other}`;
});

export const otherSides = (words, language) => (language === "fr" ? inFrench(words) : inEnglish(words));
